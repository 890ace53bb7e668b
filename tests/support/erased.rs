//! reqwest's error inside `anyhow`'s.

use std::cell::Cell;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use anyhow::Context as _;
use retry_attr::{StopReason, retry};

/// Asks a server that is down: how many attempts that makes, and why not more.
pub(crate) async fn ask() -> (u32, StopReason) {
    let end = Cell::new(None);
    call(&server_that_is_down(), &end).await.expect_err("it is down");
    end.take().expect("a failure")
}

#[retry(
    initial_delay = "1ms",
    on_give_up = |gave_up| end.set(Some((gave_up.attempt(), gave_up.stop_reason())))
)]
async fn call(url: &str, end: &Cell<Option<(u32, StopReason)>>) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    client.get(url).send().await?.error_for_status().context("asking")?;
    Ok(())
}

fn server_that_is_down() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.expect("a client");
            // The requests are short: one read has them.
            let _ = connection.read(&mut [0; 4096]);
            let _ = connection.write_all(b"HTTP/1.1 500 \r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    });
    url
}
