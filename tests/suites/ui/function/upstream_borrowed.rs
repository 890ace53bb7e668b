//! An upstream that lies in what the call borrows mutably, or behind a stream that outlives the call.

use std::io;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::{Stream, stream};
use retry_attr::{Upstream, retry};

struct Client {
    own: Upstream,
    shared: Arc<Upstream>,
    asked: u32,
}

impl Client {
    #[retry(upstream = self.own)]
    async fn by_mut(&mut self) -> io::Result<()> {
        self.note();
        Ok(())
    }

    #[retry(upstream = self.own)]
    fn by_mut_in_a_sync_function(&mut self) -> io::Result<()> {
        self.note();
        Ok(())
    }

    #[retry(upstream(&self.own, background))]
    async fn by_pin(self: Pin<&mut Self>) -> io::Result<()> {
        Ok(())
    }

    #[retry(stream, upstream = self.own)]
    async fn behind_a_stream(&self) -> io::Result<impl Stream<Item = io::Result<u8>> + use<>> {
        Ok(stream::empty())
    }

    #[retry(stream, upstream = self.shared)]
    async fn works(&mut self) -> io::Result<impl Stream<Item = io::Result<u8>> + use<>> {
        self.note();
        Ok(stream::empty())
    }

    fn note(&mut self) {
        self.asked += 1;
    }
}

#[retry(upstream = client.own)]
async fn of_a_parameter(client: &mut Client) -> io::Result<()> {
    client.note();
    Ok(())
}

#[retry(stream, upstream = client.own)]
async fn stream_of_a_parameter(client: Client) -> io::Result<impl Stream<Item = io::Result<u8>>> {
    Ok(stream::empty())
}

#[async_trait]
trait Asks {
    async fn ask(&mut self) -> io::Result<()>;
}

#[async_trait]
impl Asks for Client {
    #[retry(upstream = self.own)]
    async fn ask(&mut self) -> io::Result<()> {
        self.note();
        Ok(())
    }
}

fn main() {}
