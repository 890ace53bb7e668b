//! Calls that succeed at once under an upstream, and the same functions without the option.

use retry_attr::{Upstream, retry};

use crate::case::{Case, Load, add};
use crate::work::{Outcome, Server, body_tokens};

const BYTES: usize = 8;

static OPEN: Upstream = Upstream::new("open");
/// The clock and the limit are read, and no call waits.
static DECLARED: Upstream = Upstream::new("declared").requests_per_minute(u32::MAX);

macro_rules! way {
    ($module:ident, $way:literal, $($option:tt)*) => {
        pub(crate) mod $module {
            #[allow(clippy::wildcard_imports, reason = "the options name what this file names")]
            use super::*;

            #[retry($($option)*)]
            pub(super) fn blocking(server: &Server) -> Outcome {
                server.attempt()
            }

            #[retry($($option)*)]
            async fn asynchronous(server: &Server) -> Outcome {
                body_tokens!(server, BYTES)
            }

            pub(crate) fn run_blocking(load: Load) {
                let server = Server::new();
                let mut sum = 0;
                for _ in 0..load.calls {
                    add(&mut sum, blocking(&server));
                }
                load.check(sum, &server);
            }

            fn run_asynchronous(load: Load) {
                crate::runtime::of(load).block_on(async {
                    let server = Server::new();
                    let mut sum = 0;
                    for _ in 0..load.calls {
                        add(&mut sum, asynchronous(&server).await);
                    }
                    load.check(sum, &server);
                });
            }

            pub(super) fn cases() -> [Case; 2] {
                let load = Load::calls(10_000);
                [
                    Case { question: "upstream sync", way: $way, load, run: run_blocking },
                    Case { question: "upstream async", way: $way, load, run: run_asynchronous },
                ]
            }
        }
    };
}

way!(none, "without `upstream`", max = 4);
way!(open, "open", max = 4, upstream = OPEN);
way!(declared, "with a declared limit", max = 4, upstream = DECLARED);

pub(crate) fn cases() -> Vec<Case> {
    [none::cases(), open::cases(), declared::cases()].concat()
}
