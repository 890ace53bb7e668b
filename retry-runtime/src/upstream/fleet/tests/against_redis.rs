//! Against a real `redis-server`, where there is one: `.ci/fleet` runs these tests.

mod hold;
mod killed;
mod members;
mod pace;
mod priorities;
mod read_only;
mod reconnecting;
mod server;
mod settings;
mod strange;
mod untrusted;
mod waiting;
