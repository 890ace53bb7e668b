#[retry_attr::retry(stream(item))]
async fn ask() -> Result<impl futures_util::Stream<Item = Result<u8, std::io::Error>>, std::io::Error> {
    Ok(futures_util::stream::empty())
}

fn main() {}
