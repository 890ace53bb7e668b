//! A function that returns a stream, which is read to its end, with and without the option `stream`.

use std::pin::pin;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::retry;

use crate::case::{Case, Load, add};
use crate::work::{Error, Outcome, Server};

macro_rules! way {
    ($way:literal, $function:ident, $($option:tt)*) => {{
        #[retry($($option)*)]
        async fn $function(server: &Server) -> Result<impl Stream<Item = Outcome> + use<>, Error> {
            server.attempt().map(|answer| stream::iter([Ok(answer), Ok(0), Ok(0), Ok(0)]))
        }

        fn run(load: Load) {
            crate::runtime::of(load).block_on(async {
                let server = Server::new();
                let mut sum = 0;
                for _ in 0..load.calls {
                    let mut items = pin!($function(&server).await.expect("the server does not fail"));
                    while let Some(item) = items.next().await {
                        add(&mut sum, item);
                    }
                }
                load.check(sum, &server);
            });
        }
        Case { question: "a stream of 4 items", way: $way, load: Load::calls(10_000), run }
    }};
}

pub(crate) fn cases() -> Vec<Case> {
    vec![way!("none", none, max = 4), way!("stream", begun, max = 4, stream)]
}
