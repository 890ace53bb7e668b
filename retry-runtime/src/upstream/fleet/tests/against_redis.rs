//! Against a real `redis-server`, where there is one: `.ci/redis` runs these tests.

mod hold;
mod pace;
mod priorities;
mod server;
