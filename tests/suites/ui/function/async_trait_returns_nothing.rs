use async_trait::async_trait;
use retry_attr::retry;

struct Model;

#[async_trait]
trait Warm {
    async fn warm(&self);
}

#[async_trait]
impl Warm for Model {
    #[retry]
    async fn warm(&self) {}
}

fn main() {
    let _ = Model.warm();
}
