fn main() {
    let a: Vec<String> = std::env::args().collect();
    for c in benches::cases() { if c.question == a[1] && c.way == a[2] { (c.prepared().run)(c.load); } }
}
