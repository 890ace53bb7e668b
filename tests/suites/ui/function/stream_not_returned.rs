#[retry_attr::retry(stream)]
async fn ask() -> std::io::Result<String> {
    Ok(String::new())
}

fn main() {}
