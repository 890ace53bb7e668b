#[cfg(feature = "std")]
use crate::random::Random;
#[cfg(feature = "std")]
use crate::seam;

/// The generator of the thread. The test kit can fix its numbers.
#[derive(Clone, Copy, Debug)]
pub struct ThreadRandom;

#[cfg(feature = "std")]
impl Random for ThreadRandom {
    #[inline]
    fn draw(&mut self) -> u64 {
        seam::draw().unwrap_or_else(crate::random::draw)
    }
}
