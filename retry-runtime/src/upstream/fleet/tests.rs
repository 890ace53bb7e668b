#[cfg(feature = "redis-1")]
mod against_redis;
mod alone;
mod answers;
mod held;
#[cfg(feature = "redis-1")]
mod hostile;
mod link;
mod paced;
mod play;
mod worker;
