//! Each option of `#[retry]`, in a call that succeeds at once.

use retry_attr::retry;

use crate::case::{Case, Load, add};
use crate::work::{Error, Outcome, Server, body_tokens};

const BYTES: usize = 8;

macro_rules! option {
    ($way:literal, $function:ident($($more:ident: $type:ty = $value:expr)?), $($option:tt)*) => {{
        #[retry($($option)*)]
        #[allow(unused_variables, reason = "what an option binds costs the same unused")]
        async fn $function(server: &Server $(, $more: $type)?) -> Outcome {
            body_tokens!(server, BYTES)
        }

        fn run(load: Load) {
            crate::runtime::of(load).block_on(async {
                let server = Server::new();
                let mut sum = 0;
                for _ in 0..load.calls {
                    add(&mut sum, $function(&server $(, $value)?).await);
                }
                load.check(sum, &server);
            });
        }
        Case { question: "option", way: $way, load: Load::calls(10_000), run }
    }};
}

pub(crate) fn cases() -> Vec<Case> {
    vec![
        option!("none", none(), max = 4),
        option!("on", on(), max = 4, on(Error::Transient)),
        option!("except", except(), max = 4, except(Error::Fatal)),
        option!("on_ok", on_ok(), max = 4, on_ok(0)),
        option!("verdict", verdict(), max = 4, verdict = |_| retry_attr::Verdict::transient()),
        option!("hooks", hooks(), max = 4, on_retry = |_| (), on_give_up = |_| ()),
        option!("attempt", attempt(), max = 4, attempt = attempt),
        option!("last_error", last_error(), max = 4, last_error = last),
        option!("clone of a 1 KiB array", clone(array: [u8; 1024] = [1; 1024]), max = 4, clone(array)),
        option!("deadline", deadline(), max = 4, deadline = "60s"),
        option!("attempt_timeout", attempt_timeout(), max = 4, attempt_timeout = "20s"),
        option!("both limits", limits(), max = 4, deadline = "60s", attempt_timeout = "20s"),
    ]
}
