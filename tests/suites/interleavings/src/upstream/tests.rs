mod budget;
mod line;
mod pace;
