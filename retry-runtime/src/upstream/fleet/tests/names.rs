//! The names under which upstreams are shared.

use std::collections::HashMap;
use std::sync::Arc;

use super::play::{Named, Nobody};
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::Question;
use crate::upstream::{Upstream, UpstreamError};

#[test]
fn no_two_pairs_of_a_namespace_and_a_name_have_the_same_keys() {
    let names = ["a", "a/b", "a/b/c", "/a", "b/c", "c", "/", "//"];
    let mut keys = HashMap::new();
    for namespace in ["", "a", "b", "c"] {
        for name in names {
            let link = Link::new(name, Arc::new(Named(namespace)));
            let key = link.keys(Question::Slow)[0].clone();
            let earlier = keys.insert(key, (namespace, name));
            assert_eq!(earlier, None, "namespace {namespace:?}, name {name:?}");
        }
    }
    for namespace in ["a/b", "/", "a/"] {
        let shared = Upstream::new("test").share_in(Named(namespace));
        assert_eq!(shared, Err(UpstreamError::NameInKey), "{namespace:?}");
    }
    assert_eq!(Upstream::named("openai/gpt-5").share_in(Nobody), Ok(()));
}

/// A test needs no server, and its clock may be ahead of that of the calls outside of the kit.
#[cfg(feature = "test-util")]
#[test]
fn an_upstream_is_not_shared_inside_a_kit() {
    let upstream = Upstream::new("test");
    let is_shared = || upstream.shared.state().fleet.is_shared();
    let (result, _) = crate::test::Kit::new().run(|| upstream.share_in(Nobody));
    assert!(result.is_ok() && !is_shared());
    let (result, _) = crate::test::Kit::new().run(|| upstream.share_in(Named("a:b")));
    assert_eq!(result, Err(UpstreamError::NameInKey));
    assert!(upstream.share_in(Nobody).is_ok() && is_shared());
}
