#[cfg(feature = "redis-1")]
mod against_redis;
mod alone;
mod answers;
mod burst;
mod changed;
mod estimate;
mod held;
#[cfg(feature = "redis-1")]
mod hostile;
mod lease;
mod link;
mod lost;
mod names;
mod own;
mod paced;
mod part;
mod play;
mod questions;
#[cfg(feature = "redis-1")]
mod redis;
mod script;
mod turns;
mod undated;
mod wasted;
mod worker;
