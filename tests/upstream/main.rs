//! The option `upstream`: calls to one API share its gate and its budget.

mod budget;
mod control;
mod gate;
mod limits;
mod shapes;
mod slots;
mod support;
