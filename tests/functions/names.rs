//! Items with the names of our variables. A variable cannot shadow a constant, a static, a unit struct, or a variant.

#![allow(
    dead_code,
    non_camel_case_types,
    non_upper_case_globals,
    unused_imports,
    reason = "only names matter"
)]

use std::sync::Arc;

use retry_attr::{StopReason, Upstream};

use super::shapes::support::Busy;

/// Expands `$callback!` with the names of our variables, without their underscores.
macro_rules! names {
    ($callback:ident) => {
        $callback! {
            admitted argument attempts call_id delay error failure field0 field1 gave_up hint inner item last_error
            number on_give_up on_retry outcome plan random retry returned sleep slot span timed_out upstream value
            verdict
        }
    };
}

/// The names in the list above are those of the macro crate.
#[test]
fn no_variable_is_missing() {
    macro_rules! list {
        ($($name:ident)*) => { [$(stringify!($name)),*] };
    }
    let source = include_str!("../../retry-macro/src/locals.rs");
    let listed = names!(list);
    let names: Vec<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(" = \"")?.1.strip_suffix("\","))
        .collect();
    assert!(names.len() > 9, "{names:?}");
    for name in names {
        assert!(listed.contains(&name), "{name}");
    }
}

/// The results of the attempts, the last one first, and the reasons why calls were given up.
#[derive(Default)]
struct Script {
    results: Vec<Result<u8, Busy>>,
    told: Vec<StopReason>,
}

impl Script {
    fn failing_once() -> Self {
        Self { results: vec![Ok(7), Err(Busy)], told: Vec::new() }
    }

    fn next(&mut self) -> Result<u8, Busy> {
        self.results.pop().unwrap_or(Err(Busy))
    }
}

/// An upstream that no other call uses.
fn own_upstream() -> Arc<Upstream> {
    Arc::new(Upstream::new("a"))
}

/// Functions and types that make the macros use all their variables, and a function that calls them.
macro_rules! users {
    ([$($generics:tt)*] [$($captured:tt)*] [$($arguments:tt)*]) => {
        use std::io;
        use std::time::Duration;

        use async_trait::async_trait;
        use futures_util::{Stream, StreamExt as _, stream};
        use retry_attr::{FailureClass, Retryable, StopReason, Verdict, retry};

        use crate::names::Script;
        use crate::shapes::support::Busy;

        #[retry(max = 2, initial_delay = "1ns")]
        async fn plain $($generics)* (script: &mut Script) -> Result<u8, Busy> {
            script.next()
        }

        #[retry(max = 2, initial_delay = "1ns", upstream = crate::names::own_upstream())]
        fn plain_sync $($generics)* (script: &mut Script) -> Result<u8, Busy> {
            script.next()
        }

        #[retry(
            max = 2,
            initial_delay = "1ns",
            attempt_timeout = "1h",
            deadline = "2h",
            on(_),
            except(kept if kept.kind() == io::ErrorKind::NotFound),
            on_ok(3),
            verdict = { |_| Verdict::transient() },
            on_retry = { |told| assert!(told.error().is_some()) },
            on_give_up = |told| script.told.push(told.stop_reason()),
            attempt = this,
            last_error = before,
            clone(name),
            trace_errors,
            random = { || 7 },
            sleep = { |_| std::future::ready(()) },
            upstream = crate::names::own_upstream(),
        )]
        async fn full $($generics)* (script: &mut Script, name: String) -> io::Result<u8> {
            drop(name);
            assert_eq!(before.is_some(), this.number() > 1);
            script.next().map_err(io::Error::other)
        }

        #[retry(
            max = 2,
            initial_delay = "1ns",
            deadline = "2h",
            on(_),
            except(Busy if false),
            on_ok(3),
            on_retry = |told| assert!(told.error().is_some()),
            on_give_up = |told| script.told.push(told.stop_reason()),
            attempt = this,
            last_error = before,
            clone(name),
            random = || 7,
            sleep = |_| (),
        )]
        fn full_sync $($generics)* (script: &mut Script, name: String) -> Result<u8, Busy> {
            drop(name);
            assert_eq!(before.is_some(), this.number() > 1);
            script.next()
        }

        #[retry(max = 2, initial_delay = "1ns", on(_), deadline = "2h", stream(piece if *piece > 0), last_error = before)]
        async fn streamed $($generics)* (
            script: &mut Script,
        ) -> io::Result<impl Stream<Item = io::Result<u8>> + use<$($captured)*>> {
            assert_eq!(before.is_some(), script.results.len() == 1);
            Ok(stream::iter([script.next().map_err(io::Error::other)]))
        }

        #[async_trait]
        trait Ask {
            async fn ask $($generics)* (&mut self) -> Result<u8, Busy>;
        }

        #[async_trait]
        impl Ask for Script {
            #[retry(max = 2, initial_delay = "1ns", on_give_up = |told| self.told.push(told.stop_reason()))]
            async fn ask $($generics)* (&mut self) -> Result<u8, Busy> {
                self.next()
            }
        }

        #[derive(Debug, Retryable)]
        enum Derived {
            #[retryable(throttled, after = wait)]
            Hinted { wait: Duration },
            #[retryable(transparent)]
            Held(io::Error),
            #[retryable(with = judge)]
            Judged(u16, bool),
        }

        fn judge(status: &u16, sent: &bool) -> Verdict {
            if *status == 503 && *sent { Verdict::overloaded() } else { Verdict::transient() }
        }

        pub(crate) async fn call() {
            assert_eq!(plain $($arguments)* (&mut Script::failing_once()).await, Ok(7));
            assert_eq!(plain_sync $($arguments)* (&mut Script::failing_once()), Ok(7));
            assert_eq!(full $($arguments)* (&mut Script::failing_once(), String::new()).await.ok(), Some(7));
            let script = &mut Script::default();
            assert!(full $($arguments)* (script, String::new()).await.is_err());
            assert!(full_sync $($arguments)* (script, String::new()).is_err());
            assert!(Ask::ask $($arguments)* (script).await.is_err());
            assert_eq!(script.told, [StopReason::Attempts; 3]);
            let stream = streamed $($arguments)* (&mut Script::failing_once()).await.expect("it begins");
            assert_eq!(stream.map(Result::ok).collect::<Vec<_>>().await, [Some(7)]);
            let errors = [
                Derived::Hinted { wait: Duration::from_secs(1) },
                Derived::Held(io::ErrorKind::TimedOut.into()),
                Derived::Judged(503, true),
            ];
            let classes = errors.map(|failed| failed.verdict().class());
            assert_eq!(classes, [FailureClass::Throttled, FailureClass::TimedOut, FailureClass::Overloaded]);
        }
    };
}

/// Modules whose items have the names of our variables.
macro_rules! modules {
    ($($name:ident)*) => {
        mod constants {
            $(const $name: u8 = 0;)*
            users!([] [] []);
        }
        mod statics {
            $(static $name: u8 = 0;)*
            users!([] [] []);
        }
        mod unit_structs {
            $(struct $name;)*
            users!([] [] []);
        }
        mod tuple_structs {
            $(struct $name();)*
            users!([] [] []);
        }
        mod functions {
            $(const fn $name() {})*
            users!([] [] []);
        }
        mod variants {
            enum Names { $($name,)* }
            use Names::*;
            users!([] [] []);
        }
        mod tuple_variants {
            enum Names { $($name(),)* }
            use Names::{$($name),*};
            users!([] [] []);
        }
        mod glob {
            mod names {
                $(pub(super) const $name: u8 = 0;)*
            }
            use names::*;
            users!([] [] []);
        }
        mod imports {
            mod names {
                $(pub(super) static $name: u8 = 0;)*
            }
            use names::{$($name),*};
            users!([] [] []);
        }
        mod types {
            $(mod $name {})*
            users!([] [] []);
        }
        mod const_generics {
            users!([<$(const $name: u8),*>] [$($name),*] [::<$({ stringify!($name).len() as u8 }),*>]);
        }
    };
}

names!(modules);

#[tokio::test(start_paused = true)]
async fn items_with_these_names_are_not_used() {
    constants::call().await;
    statics::call().await;
    unit_structs::call().await;
    tuple_structs::call().await;
    functions::call().await;
    variants::call().await;
    tuple_variants::call().await;
    glob::call().await;
    imports::call().await;
    types::call().await;
    const_generics::call().await;
}

/// Items of the function around the annotated one.
#[tokio::test(start_paused = true)]
async fn nor_are_those_of_a_block() {
    macro_rules! constants {
        ($($name:ident)*) => { $(const $name: u8 = 0;)* };
    }
    async fn block() {
        names!(constants);
        users!([] [] []);
        call().await;
    }
    block().await;
}
