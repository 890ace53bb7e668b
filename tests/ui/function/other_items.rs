use retry_attr::retry;

#[retry]
mod calls {
    pub fn call() {}
}

#[retry]
enum Call {
    Once,
}

#[retry]
impl Call {
    fn call(self) {}
}

#[retry]
trait Called: Sized {
    fn call(self) {}
}

#[retry]
const CALLS: fn() = calls::call;

#[retry]
macro_rules! call {
    () => {
        CALLS()
    };
}

impl Called for Call {}

fn main() {
    call!();
    Called::call(Call::Once);
    Call::Once.call();
}
