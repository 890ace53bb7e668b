use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(mut n: u32, (mut a, b): (u32, u32)) -> Result<u32, Error> {
    n += 1;
    a += n;
    Ok(a + b)
}

#[retry(clone(n))]
fn call_sync(mut n: u32, &mut mut m: &mut u32) -> Result<u32, Error> {
    n += m;
    m += 1;
    Ok(n + m)
}

fn main() {
    drop(call(1, (2, 3)));
    let _ = call_sync(1, &mut 2);
}
