#[cfg(feature = "redis-1")]
mod against_redis;
mod alone;
mod answers;
mod held;
mod link;
mod paced;
mod play;
mod worker;
