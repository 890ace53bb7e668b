use async_trait::async_trait;
use retry_attr::retry;

struct Model;

#[async_trait]
trait Pop {
    async fn pop(&self) -> Option<u8>;
}

#[async_trait]
impl Pop for Model {
    #[retry]
    async fn pop(&self) -> Option<u8> {
        None
    }
}

fn main() {
    let _ = Model.pop();
}
