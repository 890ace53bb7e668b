use std::format;

use redis::Client;
use redis::aio::ConnectionLike as _;

use crate::upstream::fleet::{RedisStore, Store};

fn store() -> RedisStore {
    RedisStore::connect(Client::open("redis://user:password@127.0.0.1/3").expect("a URL")).namespace("prod")
}

#[test]
fn a_store_has_its_namespace_and_its_database() {
    let store = store();
    assert_eq!(Store::namespace(&store), "prod");
    assert_eq!(store.connection.get_db(), 3);
}

#[test]
fn the_debug_text_of_a_store_has_its_namespace_and_no_password() {
    let store = store();
    assert_eq!(format!("{store:?}"), "RedisStore { namespace: \"prod\", .. }");
    assert_eq!(format!("{:?}", store.connection), "Reconnecting { .. }");
}
