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

#[retry]
static COUNT: u8 = 3;

#[retry]
type Calls = fn();

#[retry]
use calls as more_calls;

#[retry]
extern crate std as standard;

#[retry]
union Either {
    number: u8,
    flag: bool,
}

#[retry]
unsafe impl Sync for Either {}

#[retry]
unsafe extern "C" {}

impl Called for Call {}

fn main() {
    call!();
    Called::call(Call::Once);
    Call::Once.call();
}
