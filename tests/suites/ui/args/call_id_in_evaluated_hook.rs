use retry_attr::{CallId, GaveUp, retry};

fn log(_: CallId) -> fn(&GaveUp<'_, std::io::Error>) {
    |_| ()
}

#[retry(call_id = id, on_give_up = log(id))]
fn ask() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt = it, call_id = it, last_error = it)]
fn same_names() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
