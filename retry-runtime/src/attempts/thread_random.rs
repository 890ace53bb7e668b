/// The generator of the thread. The test kit can fix its numbers.
///
/// `wasm32-unknown-unknown` has none: the standard library has no random seed there, so all instances of a module would draw
/// the same numbers.
#[derive(Clone, Copy, Debug)]
pub struct ThreadRandom;

#[cfg(all(feature = "std", not(all(target_family = "wasm", target_os = "unknown"))))]
impl crate::random::Random for ThreadRandom {
    #[inline]
    fn draw(&mut self) -> u64 {
        crate::seam::draw().unwrap_or_else(crate::random::draw)
    }
}
