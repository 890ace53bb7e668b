// Mistakes of functions are mistakes of methods, default bodies, and `unsafe` and `extern` functions, too.

use std::future::Future;
use std::io::Error;

use retry_attr::retry;

struct Model;

trait Ask {
    #[retry]
    fn no_body(&self) -> Result<u8, Error>;

    #[retry]
    async fn no_async_body(&mut self) -> Result<u8, Error>;

    #[retry]
    unsafe fn no_unsafe_body<T>(self) -> Result<T, Error>;

    #[retry]
    fn returns_nothing(&self) {}

    #[retry]
    async fn returns_unit(&self) -> () {}

    #[retry(attempt_timeout = "1s")]
    fn is_cut(&self) -> Result<u8, Error> {
        Ok(1)
    }
}

impl Model {
    #[retry]
    const fn is_const(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry]
    pub(crate) const unsafe fn is_const_and_unsafe<const N: usize>() -> Result<[u8; N], Error> {
        Ok([0; N])
    }

    #[retry(max = 2)]
    async fn returns_nothing(self: &Self) {}

    #[retry(attempt_timeout = "1s", stream)]
    fn is_cut(&mut self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry]
    fn returns_future<'a>(&'a self) -> impl Send + Future<Output = Result<u8, Error>> + use<'a> {
        async { Ok(1) }
    }

    #[retry]
    fn returns_option<T>(&self, value: T) -> core::option::Option<T> {
        Some(value)
    }
}

#[retry]
unsafe fn is_unsafe() {}

#[retry(attempt_timeout = "1s")]
extern "C" fn is_extern(n: u8) -> Result<u8, Error> {
    Ok(n)
}

#[retry]
fn is_generic<T: Clone, F>(mut value: T, f: F) -> impl Future<Output = Result<T, Error>>
where
    F: Fn(&T),
{
    f(&value);
    value = value.clone();
    async { Ok(value) }
}

#[retry]
fn main() {}
