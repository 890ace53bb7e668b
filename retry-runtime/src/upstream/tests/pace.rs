use core::time::Duration;

use super::{assert_close, at, seconds_of};
use crate::upstream::pace::Pace;

/// Lets callers wait until then, who look at the clock every half second and never find a token.
fn wait(pace: &mut Pace, from: f64, to: f64) {
    let mut time = from;
    while time < to {
        time = (time + 0.5).min(to);
        pace.advance(at(time), true);
        while pace.ready_at() <= at(time) {
            pace.take();
        }
    }
}

/// On the curve of a refusal at this rate, as long after it.
fn cubic(peak: f64, grown: f64) -> Pace {
    let mut pace = Pace::below(peak, at(0.0));
    pace.set_limit(f64::INFINITY);
    wait(&mut pace, 0.0, grown);
    pace
}

#[test]
fn slow_start_doubles_every_second() {
    let mut pace = Pace::start(at(0.0));
    for (seconds, rate) in [(0.0, 1.0), (1.0, 2.0), (2.0, 4.0), (3.0, 8.0)] {
        pace.advance(at(seconds), true);
        assert_close(pace.rate(), rate);
    }
}

#[test]
fn the_curve_returns_to_its_peak_after_ten_seconds_and_probes_beyond_it() {
    for (seconds, rate) in [(0.0, 80.0), (5.0, 97.5), (10.0, 100.0), (15.0, 102.5), (20.0, 120.0)] {
        assert_close(cubic(100.0, seconds).rate(), rate);
    }
}

#[test]
fn the_formula_of_the_curve_goes_on_as_a_cubic() {
    for (seconds, rate) in [(30.0, 260.0), (40.0, 640.0)] {
        assert_close(crate::upstream::curve::Curve::Cubic { peak: 100.0 }.rate(seconds), rate);
    }
}

#[test]
fn a_rate_of_twice_the_peak_becomes_the_peak() {
    // The curve reaches it after 27.1 s.
    let at_27 = cubic(100.0, 27.0).rate();
    assert!((190.0..200.0).contains(&at_27), "{at_27}");
    // It then goes on from there as slowly as it went past its first peak.
    let at_35 = cubic(100.0, 35.0).rate();
    assert!((200.0..225.0).contains(&at_35), "{at_35}");
    let at_120 = cubic(100.0, 120.0).rate();
    assert!((6000.0..7000.0).contains(&at_120), "{at_120}");
}

#[test]
fn a_refusal_in_slow_start_halves_the_rate() {
    let mut pace = Pace::start(at(0.0));
    wait(&mut pace, 0.0, 6.0);
    assert_close(pace.rate(), 64.0);
    pace.slow_down();
    assert_close(pace.rate(), 32.0);
    wait(&mut pace, 6.0, 16.0);
    assert_close(pace.rate(), 40.0);
}

#[test]
fn a_refusal_below_the_peak_lowers_the_peak() {
    // 90 of a peak of 100 after ten seconds less the third root of a half.
    let mut pace = cubic(100.0, 10.0 * (1.0 - 0.5_f64.cbrt()));
    assert_close(pace.rate(), 90.0);
    pace.slow_down();
    assert_close(pace.rate(), 64.8);
    assert_close(rate_at_peak(pace), 81.0);
}

#[test]
fn a_refusal_above_the_peak_raises_the_peak() {
    let mut pace = cubic(100.0, 10.0 * (1.0 + 0.5_f64.cbrt()));
    assert_close(pace.rate(), 110.0);
    pace.slow_down();
    assert_close(pace.rate(), 88.0);
    assert_close(rate_at_peak(pace), 110.0);
}

#[test]
fn a_refusal_at_the_peak_keeps_the_peak() {
    let mut pace = cubic(100.0, 10.0);
    assert_close(pace.rate(), 100.0);
    pace.slow_down();
    assert_close(pace.rate(), 80.0);
}

fn rate_at_peak(mut pace: Pace) -> f64 {
    let now = seconds_of(pace.ready_at()).floor();
    wait(&mut pace, now, now);
    for _ in 0..20 {
        let next = pace.now() + Duration::from_millis(500);
        pace.advance(next, true);
    }
    pace.rate()
}

#[test]
fn no_number_of_refusals_lowers_the_rate_below_one_call_per_minute() {
    let mut pace = Pace::start(at(0.0));
    for _ in 0..100 {
        pace.slow_down();
    }
    assert_close(pace.rate(), 1.0 / 60.0);
}

#[test]
fn a_refusal_takes_the_token_that_was_not_used() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(5.0), false);
    assert_eq!(pace.ready_at(), at(5.0));
    pace.slow_down();
    // The peak is 0.625, and the rate half a call per second.
    assert_close(seconds_of(pace.ready_at()), 7.0);
}

#[test]
fn a_pace_is_idle_after_a_minute_without_waiting_calls() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(59.9), false);
    assert!(!pace.is_idle());
    pace.advance(at(60.0), false);
    assert!(pace.is_idle());
}

#[test]
fn an_idle_pace_is_found_without_a_look() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(10.0), false);
    pace.pause(at(20.0));
    assert!(!pace.is_idle_at(at(69.9)));
    assert!(pace.is_idle_at(at(70.0)));
    pace.advance(at(25.0), true);
    assert!(!pace.is_idle_at(at(84.9)));
    assert!(pace.is_idle_at(at(85.0)));
}

#[test]
fn a_caller_who_waits_begins_the_idle_minute_anew() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(59.0), false);
    pace.advance(at(60.0), true);
    pace.advance(at(119.9), false);
    assert!(!pace.is_idle());
    pace.advance(at(120.0), false);
    assert!(pace.is_idle());
}

#[test]
fn the_curve_stands_still_in_a_pause_and_without_waiting_calls() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(2.0), false);
    assert_close(pace.rate(), 1.0);
    pace.pause(at(30.0));
    pace.advance(at(10.0), true);
    pace.advance(at(30.0), true);
    assert_close(pace.rate(), 1.0);
    pace.advance(at(31.0), true);
    assert_close(pace.rate(), 2.0);
}

#[test]
fn no_call_goes_in_a_pause_and_the_rate_is_the_same_after_it() {
    let mut pace = cubic(100.0, 10.0);
    pace.pause(at(13.0));
    assert_eq!(pace.paused_for(), Duration::from_secs(3));
    assert!(pace.ready_at() >= at(13.0));
    pace.advance(at(13.0), true);
    assert_eq!(pace.paused_for(), Duration::ZERO);
    assert_close(pace.rate(), 100.0);
}

#[test]
fn a_shorter_pause_does_not_end_a_longer_one() {
    let mut pace = Pace::start(at(0.0));
    pace.pause(at(5.0));
    pace.pause(at(2.0));
    assert_eq!(pace.paused_for(), Duration::from_secs(5));
}

#[test]
fn one_look_after_ten_minutes_grows_by_two_seconds_and_gives_one_token() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(600.0), true);
    assert_close(pace.rate(), 4.0);
    pace.take();
    assert!(pace.ready_at() > at(600.2));
}

#[test]
fn a_success_after_five_fruitless_steps_restarts_at_the_present_rate() {
    let refused = |times: u32| {
        let mut pace = cubic(100.0, 10.0);
        for _ in 0..times {
            pace.slow_down();
        }
        let before = pace.rate();
        pace.succeeded();
        assert_close(pace.rate(), before);
        pace.advance(pace.now() + Duration::from_secs(1), true);
        pace.rate() / before
    };
    assert!(refused(4) < 1.1);
    assert_close(refused(5), 2.0);
}

#[test]
fn a_success_between_refusals_makes_them_fruitful() {
    let mut pace = cubic(100.0, 10.0);
    for _ in 0..4 {
        pace.slow_down();
    }
    pace.succeeded();
    pace.slow_down();
    let before = pace.rate();
    pace.succeeded();
    pace.advance(pace.now() + Duration::from_secs(1), true);
    assert!(pace.rate() < 1.1 * before);
}

#[test]
fn a_minute_of_refusals_lets_one_call_per_second_through() {
    let mut pace = Pace::start(at(0.0));
    for _ in 0..20 {
        pace.slow_down();
    }
    pace.advance(at(59.9), true);
    assert!(!pace.is_hopeless());
    assert!(pace.rate() < 0.1);
    pace.advance(at(60.0), true);
    assert!(pace.is_hopeless());
    assert_close(pace.rate(), 1.0);
    pace.succeeded();
    assert!(!pace.is_hopeless());
}

#[test]
fn a_token_of_the_hopeless_rate_survives_a_refusal() {
    let mut pace = Pace::start(at(0.0));
    for _ in 0..20 {
        pace.slow_down();
    }
    pace.advance(at(60.0), true);
    pace.take();
    pace.advance(at(60.5), true);
    pace.slow_down();
    assert!(pace.ready_at() <= at(61.0));
}

#[test]
fn a_declared_limit_is_the_first_peak_and_bounds_the_rate() {
    let mut pace = Pace::below(10.0, at(0.0));
    assert_close(pace.rate(), 8.0);
    wait(&mut pace, 0.0, 60.0);
    assert_close(pace.rate(), 10.0);
}

#[test]
fn a_declared_limit_bounds_even_the_hopeless_rate() {
    let mut pace = Pace::below(1.0 / 3.0, at(0.0));
    for _ in 0..20 {
        pace.slow_down();
    }
    pace.advance(at(70.0), true);
    assert_close(pace.rate(), 1.0 / 3.0);
}

#[test]
fn an_estimate_in_slow_start_is_what_the_calls_find() {
    let pace = Pace::start(at(0.0));
    // 1 + 2 + 4 + … over ln 2: 100 calls are gone in log2(1 + 100 ln 2) = 6.1 s, and not in 100 s.
    let expected = seconds_of(pace.expected_at(99));
    assert!((6.1..6.2).contains(&expected), "{expected}");
}

#[test]
fn an_estimate_on_the_curve_counts_with_the_peak() {
    let pace = cubic(100.0, 0.0);
    assert_close(seconds_of(pace.expected_at(999)), 10.0);
}

#[test]
fn an_estimate_after_fruitless_steps_counts_with_slow_start() {
    let mut pace = Pace::start(at(0.0));
    for _ in 0..5 {
        pace.slow_down();
    }
    // The rate is 0.134 calls per second. After the next success it doubles every second.
    let expected = seconds_of(pace.expected_at(99));
    assert!((9.0..9.1).contains(&expected), "{expected}");
}

#[test]
fn an_estimate_counts_the_token_that_is_there() {
    let mut pace = Pace::start(at(0.0));
    pace.advance(at(5.0), false);
    assert_eq!(pace.expected_at(0), at(5.0));
    // One more call at one call per second, which doubles every second.
    assert_close(seconds_of(pace.expected_at(1)), 5.0 + (1.0 + core::f64::consts::LN_2).log2());
}

#[test]
fn an_estimate_counts_the_pause() {
    let mut pace = cubic(100.0, 0.0);
    pace.pause(at(5.0));
    assert_close(seconds_of(pace.expected_at(99)), 6.0);
}

#[test]
fn timers_that_are_not_late_give_no_call_more_than_the_pace() {
    let mut pace = Pace::below(500.0, at(0.0));
    wait(&mut pace, 0.0, 10.0);
    let mut calls = 0;
    while pace.now() < at(20.0) {
        pace.advance(pace.ready_at(), true);
        pace.take();
        calls += 1;
    }
    assert!((4900..=5010).contains(&calls), "{calls}");
}

#[test]
fn a_late_timer_makes_up_for_one_token_at_a_time() {
    let mut pace = Pace::below(10_000.0, at(0.0));
    wait(&mut pace, 0.0, 10.0);
    pace.advance(pace.now() + Duration::from_secs(1), true);
    for _ in 0..5 {
        pace.take();
        assert!(pace.tokens() <= 1.0, "{}", pace.tokens());
        assert!(pace.ready_at() <= pace.now());
    }
}

#[test]
fn tokens_that_a_late_timer_missed_are_made_up_for() {
    // A timer with a resolution of a millisecond, which is late by up to that.
    let mut pace = Pace::below(500.0, at(0.0));
    wait(&mut pace, 0.0, 10.0);
    let (mut calls, mut millis) = (0, 10_000.0);
    while millis < 20_000.0 {
        pace.advance(at(millis / 1000.0), true);
        while pace.ready_at() <= pace.now() {
            pace.take();
            calls += 1;
        }
        millis = (seconds_of(pace.ready_at()) * 1000.0 + 0.5).ceil();
    }
    assert!((4750..=5010).contains(&calls), "{calls}");
}

#[cfg(feature = "fleet")]
mod of_a_fleet {
    use super::{Duration, Pace, assert_close, at};
    use crate::upstream::curve::Curve;
    use crate::upstream::pace::Mirror;

    const FLEET: Mirror = Mirror {
        pause: Duration::from_secs(3),
        curve: Curve::Cubic { peak: 100.0 },
        grown: 10.0,
        idle: 49.9,
        fruitless: 0,
        since_success: Duration::ZERO,
    };

    #[test]
    fn a_pause_is_over_at_its_end() {
        let mut pace = Pace::start(at(0.0));
        pace.pause(at(2.0));
        assert!(pace.is_paused_at(at(1.999)));
        assert!(!pace.is_paused_at(at(2.0)));
    }

    #[test]
    fn a_process_has_its_part_of_the_rate() {
        let pace = Pace::of_fleet(FLEET, 0.25, at(100.0), None);
        assert_close(pace.rate(), 25.0);
        assert!(!pace.is_in_slow_start());
        let start = Mirror { curve: Curve::Start { base: 8.0 }, grown: 1.0, ..FLEET };
        let pace = Pace::of_fleet(start, 0.25, at(100.0), None);
        assert_close(pace.rate(), 4.0);
        assert!(pace.is_in_slow_start());
    }

    #[test]
    fn a_process_keeps_its_longer_pause_and_its_token() {
        let mut before = Pace::start(at(0.0));
        before.advance(at(100.0), true);
        let pace = Pace::of_fleet(FLEET, 0.25, at(100.0), Some(&before));
        assert_eq!(pace.paused_for(), FLEET.pause);
        assert_close(pace.tokens(), 1.0);
        before.pause(at(110.0));
        let pace = Pace::of_fleet(FLEET, 0.25, at(100.0), Some(&before));
        assert_eq!(pace.paused_for(), Duration::from_secs(10));
        assert_close(Pace::of_fleet(FLEET, 0.25, at(100.0), None).tokens(), 0.0);
    }

    #[test]
    fn a_process_knows_how_hopeless_its_fleet_is() {
        let is_hopeless = |fruitless, since_success| {
            let fleet = Mirror { fruitless, since_success: Duration::from_secs(since_success), ..FLEET };
            Pace::of_fleet(fleet, 0.25, at(100.0), None).is_hopeless()
        };
        assert!(is_hopeless(5, 60));
        assert!(!is_hopeless(4, 60) && !is_hopeless(5, 59));
    }

    #[test]
    fn a_pace_is_fresh_until_ten_seconds_before_it_is_idle() {
        let is_fresh = |idle| Pace::of_fleet(Mirror { idle, ..FLEET }, 0.25, at(100.0), None).is_fresh();
        assert!(is_fresh(49.9));
        assert!(!is_fresh(50.0) && !is_fresh(60.0));
    }
}
