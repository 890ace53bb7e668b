use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;
use retry_attr_runtime::Policy;

use crate::args::{Args, defaults};
use crate::errors::{Errors, similar};

fn parse(tokens: TokenStream) -> syn::Result<Args> {
    let mut errors = Errors::new();
    let args = Args::parse(tokens, &mut errors);
    errors.finish().map(|_| args)
}

#[test]
fn default_delays_equal_the_policy() {
    let delays = [Policy::DEFAULT.get_initial_delay(), Policy::DEFAULT.get_max_delay()];
    assert_eq!(
        delays.map(|delay| delay.as_nanos()),
        [defaults::INITIAL_DELAY, defaults::MAX_DELAY].map(u128::from)
    );
}

#[test]
fn names_are_similar_if_at_most_a_third_differs() {
    let known = ["max", "max_delay", "on", "on_ok"];
    let cases = [
        ("max", Some("max")),
        ("maxx", Some("max")),
        ("Max", Some("max")),
        ("MAX_DELAY", Some("max_delay")),
        ("maxDelay", Some("max_delay")),
        ("r#max", Some("max")),
        ("mix", Some("max")),
        ("min", None),
        ("mx", Some("max")),
        ("max_dealy", Some("max_delay")),
        ("maximal_delay", Some("max_delay")),
        ("no", None),
        ("onn", Some("on")),
        ("one_ok", Some("on_ok")),
        ("", None),
    ];
    for (name, nearest) in cases {
        assert_eq!(similar(name, &known), nearest, "{name}");
    }
    assert_eq!(similar("max", &[]), None);
}

#[test]
fn a_value_ends_at_the_comma_before_an_option() -> syn::Result<()> {
    let values = [
        quote!(|a| log(a)),
        quote!(|a, b| log(a, b)),
        quote!(move |a: &Retry<'_, E>, b, c| log::<A, B>(a)),
        quote!(|_| ()),
        quote!(|a: u8| -> Result<A, B> { log(a) }),
        quote!(|a: u8| -> Result<A, <B as Log>::C> { log(a) }),
        quote!(log::<A, B>),
        quote!(log::<A, B, C>),
        quote!(log::<Vec<(A, B)>, { 1 + 2 }, (), &'static str>),
        quote!(log::<fn(A) -> B, max>),
        quote!(<A as Log>::log::<A, B>),
        quote!(<A<u8, [u8; 3]>>::a),
        quote!(<A<B, C> as D<E, F>>::a::<G, H>),
        quote!(&<A<B, C>>::D),
        quote!(-<A<B, C>>::D + <A<B, C>>::D),
        quote!(|a| <A<B, C>>::log(a)),
        quote!(move || return <A<B, C>>::log()),
        quote!(for<'a, 'b> |a: &'a A, b: &'b B| -> C<D, E> { log(a, b) }),
        quote!(|| -> a::B<C, D> { log() }),
        quote!(|| -> <A as B<C, D>>::E { log() }),
        quote!(a as A<B, C>),
        quote!(a as &dyn a::B<C, D>),
        quote!(a as usize + b),
        quote!(a < b && c > d),
        quote!(a << b),
        quote!(a? < b),
        quote!(3 < a),
        quote!(a.b() < c),
        quote!(|a| if a.attempt() < 3 { log(a) } else { log(b) }),
        quote!(|a| a.attempt() > 3 || a.attempt() < 2),
        quote!(a | b),
        quote!(Logs { a, b }.log),
        quote!(limit - 3),
        quote!(3 - limit),
        quote!(if true { a } else { max }),
        quote!(|a: &'a crate::A| (a) as crate::B),
        quote!(move |_| return clone),
        quote!(for<'a> |a: &'a dyn crate::A| -> () { a }),
        quote!(log![1] - 1),
    ];
    let nexts = [
        quote!(),
        quote!(,),
        quote!(, jitter),
        quote!(, max = 3),
        quote!(, on(A | B)),
        quote!(, clone(a, b)),
    ];
    for value in values {
        for next in &nexts {
            let args = parse(quote!(on_retry = #value #next))?;
            assert_eq!(args.on_retry.map(|given| given.value.to_string()), Some(value.to_string()), "{next}");
        }
    }
    Ok(())
}

/// Asserts that these are the beginnings of all errors, so each error ends with its option.
#[track_caller]
fn assert_errors(tokens: TokenStream, starts: &[&str]) {
    let error = parse(tokens).err();
    let messages: Vec<_> = error.into_iter().flatten().map(|error| error.to_string()).collect();
    assert_eq!(messages.len(), starts.len(), "{messages:#?}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.starts_with(start), "{messages:#?}");
    }
}

#[test]
fn a_value_ends_at_the_comma_before_a_wrong_option() {
    let unknown = "unknown `#[retry]` option `color`";
    for wrong in [quote!(color), quote!(color, jitter), quote!(color(red)), quote!(color = red)] {
        assert_errors(quote!(on_retry = log, #wrong), &[unknown]);
    }
    assert_errors(quote!(on_retry = log, max 3), &["`max` takes its value after `=`"]);
    assert_errors(quote!(on_retry = log, 3), &["expected an option"]);
    assert_errors(quote!(on(= A)), &["`on` takes a pattern, but this is an expression"]);
}

#[test]
fn a_missing_comma_is_reported() {
    let values =
        [quote!(3), quote!("a"), quote!(limit), quote!(A::LIMIT), quote!(limit()), quote!(|a| log(a))];
    for value in values {
        for next in [quote!(3), quote!("a"), quote!(jitter), quote!(max = 3)] {
            let error = parse(quote!(on_retry = #value #next)).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), Some("expected `,` before the next option"), "{value} {next}");
        }
    }
    // An attribute is not a value.
    assert_errors(quote!(max = #[rustfmt::skip] 3), &[]);
}

#[test]
fn the_error_for_a_number_out_of_range_names_the_limit() {
    assert_errors(
        quote!(max = 4_294_967_296),
        &["`max` is at most 4294967295\nhelp: write fewer attempts, as in `max = 3`"],
    );
    assert_errors(
        quote!(max = -4_294_967_296),
        &["`max` counts the first attempt, so it is at least 1\nhelp: write `max = 1` to try once"],
    );
    assert_errors(quote!(factor = 1e999), &["`factor` is a finite number above 1"]);
    assert_errors(quote!(factor = -2), &["`factor` is a finite number above 1"]);
    for jitter in [quote!(0), quote!(0.0), quote!(1.01), quote!(-0.5), quote!(1e999)] {
        assert_errors(quote!(jitter = #jitter), &["a `jitter` fraction is above 0 and at most 1"]);
    }
}

#[test]
fn an_unknown_option_is_skipped_with_its_value() {
    let values =
        [quote!(), quote!(= |a, b, c| log(a, b)), quote!(= f::<A, B, C>), quote!((a, b)), quote!(= "a" "b")];
    for value in values {
        let starts = ["unknown `#[retry]` option `color`", "`max` counts"];
        assert_errors(quote!(color #value, max = 0), &starts);
    }
}

#[test]
fn help_for_a_borrowed_option_contains_its_value_if_that_fits() {
    let cases = [
        (quote!(retry_if = is_down), "write `on(e if is_down(e))`"),
        (quote!(retry_if = |error, attempt| error.ends(attempt)), "write `on(e if is_busy(e))`"),
        (quote!(before_sleep = tell), "write `on_retry = |retry| tell(retry.error(), retry.wait())`"),
        (quote!(total_timeout = "1h"), "write `deadline = \"1h\"`"),
        (quote!(total_timeout = "soon"), "write `deadline = \"2m\"`"),
    ];
    for (args, line) in cases {
        let message = parse(args).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(message.split_once("\nhelp: ").map(|(_, help)| help), Some(line));
    }
}

/// The group that `macro_rules!` makes of a `$pattern` or a `$value`.
fn invisible(tokens: TokenStream) -> Group {
    Group::new(Delimiter::None, tokens)
}

#[test]
fn values_in_invisible_groups_are_checked() {
    let everything = invisible(quote!(e));
    assert_errors(quote!(on(#everything)), &["`e` matches everything"]);
    let no_attempt = invisible(quote!(0));
    assert_errors(quote!(max = #no_attempt), &["`max` counts the first attempt"]);
    // A visible group is a separate pattern or expression.
    assert_errors(quote!(on([e]), max = (0)), &[]);
}

#[test]
fn a_guard_starts_at_the_first_if_outside_of_groups() -> syn::Result<()> {
    let cases = [
        (quote!(A | B), "A | B", ""),
        (quote!(A if a), "A", "if a"),
        (
            quote!(A { b: (1 | 2), .. } if if a { b } else { c }),
            "A { b : (1 | 2) , .. }",
            "if if a { b } else { c }",
        ),
        (quote!(e if f(a, e)), "e", "if f (a , e)"),
        (
            quote!(e if matches!(e, A) && (if a { b } else { c })),
            "e",
            "if matches ! (e , A) && (if a { b } else { c })",
        ),
        (quote!(Sdk::<u8, u16>::Timeout(_)), "Sdk :: < u8 , u16 > :: Timeout (_)", ""),
        (quote!(<A as B<C, D>>::E if f), "< A as B < C , D >> :: E", "if f"),
        (quote!(e if busy::<u8, u16>(e)), "e", "if busy :: < u8 , u16 > (e)"),
        (quote!(e if !<A as B<C, D>>::f(e) && a < b), "e", "if ! < A as B < C , D >> :: f (e) && a < b"),
        (quote!(e if <A as B<C, D>>::f(e)), "e", "if < A as B < C , D >> :: f (e)"),
        (quote!(e if 1 << e.n() < a?), "e", "if 1 << e . n () < a ?"),
        (quote!(|A| B), "| A | B", ""),
        (quote!(|A| B), "| A | B", ""),
        (quote!(|true| false), "| true | false", ""),
        (quote!(|a::B| c::D), "| a :: B | c :: D", ""),
    ];
    for (tokens, pattern, guard) in cases {
        let on = parse(quote!(on(#tokens)))?.on.map(|given| given.value);
        let found = on.map(|on| (on.tokens.to_string(), on.guard.to_string()));
        assert_eq!(found, Some((pattern.to_owned(), guard.to_owned())));
    }
    Ok(())
}

#[test]
fn only_one_pattern_and_one_guard_are_accepted() {
    let conditions = "`on` takes one pattern\nhelp: join conditions with `||`, as in `on(e if a(e) || b(e))`";
    let two = [
        quote!(e if a(e), e if b(e)),
        quote!(e if a::<u8, u16>(e), B),
        quote!(e if <A as B<C, D>>::f(e), e if b(e)),
        quote!(e if a < b, e if c > d),
        quote!(e if 1 << a < b, e if c > d),
        quote!(e if a? < b, e if c > d),
        quote!(e if a(e),),
    ];
    for patterns in two {
        assert_errors(quote!(on(#patterns)), &[conditions]);
    }
    assert_errors(quote!(on(A::<u8, u16>, B)), &["`on` takes one pattern\nhelp: join patterns with `|`"]);
}

#[test]
fn a_closure_is_not_a_pattern() {
    let cases = [
        (quote!(|e| is_busy(e)), "on(e if is_busy (e))"),
        (quote!(|e| matches!(e.kind(), A | B)), "on(e if matches ! (e . kind () , A | B))"),
        (quote!(|e: &MyError| is_busy(e)), "on(e if is_busy (e))"),
        (quote!(|e: &my::Error| e.is_busy()), "on(e if e . is_busy ())"),
        (quote!(|_| true), "on(_)"),
        (quote!(|e| self.is_patient), "on(_ if self . is_patient)"),
    ];
    for (closure, right) in cases {
        let error = format!("`on` takes a pattern, but this is an expression\nhelp: write `{right}`");
        assert_errors(quote!(on(#closure)), &[&error]);
    }
}

#[test]
fn only_an_underscore_matches_everything() {
    let lone = invisible(quote!(e));
    let patterns = [
        quote!(e),
        quote!(mut e),
        quote!(_e),
        quote!(r#type),
        quote!((e)),
        quote!((e)),
        quote!((_)),
        quote!(ref e),
        quote!(ref mut e),
        quote!(&e),
        quote!(&_),
        quote!(&&_),
        quote!(&mut _),
        quote!(&(ref e)),
        quote!(e @ _),
        quote!(e @ (_)),
        quote!(e @ f),
        quote!((a, _)),
        quote!((a, (_, b),)),
        quote!((..)),
        quote!((_, ..)),
        quote!([..]),
        quote!([all @ ..]),
        quote!(A | _),
        quote!(_ | A),
        quote!((A | _)),
        quote!(| e),
        quote!(#lone),
        quote!(&#lone),
        quote!(_ if true),
        quote!(& _ if true),
        quote!(e if true),
        quote!(e if self.is_patient),
        quote!(e if self.e),
        quote!(e if e::is_busy()),
        quote!(e if other::e),
        quote!((a, b) if c),
        quote!(ref e if "{f}" == "e"),
    ];
    for pattern in patterns {
        for key in [quote!(on), quote!(except), quote!(on_ok), quote!(stream)] {
            let message = parse(quote!(#key(#pattern))).err().map(|error| error.to_string());
            assert!(message.is_some_and(|text| text.contains("matches everything")), "{pattern}");
        }
    }
}

#[test]
fn patterns_with_a_condition_are_accepted() -> syn::Result<()> {
    let patterns = [
        quote!(_),
        quote!(A),
        quote!(&A),
        quote!((A)),
        quote!(()),
        quote!(true),
        quote!(0),
        quote!(..=3),
        quote!(LOW..HIGH),
        quote!(A { .. }),
        quote!(A(..)),
        quote!(A(_) | B { b: _ }),
        quote!((A, _)),
        quote!((1, _)),
        quote!([a, b]),
        quote!([_]),
        quote!([first, ..]),
        quote!(a::b),
        quote!(<A as B<C, D>>::E),
        quote!(e @ A),
        quote!(e @ A(_)),
        quote!(e @ (A | B)),
        quote!(busy!(e)),
        quote!(e if e.is_busy()),
        quote!(_ if self.is_patient),
        quote!((_) if self.is_patient),
        quote!((a, b) if b),
        quote!(ref e if is_busy(&e)),
        quote!(e @ _ if { let f = || e.kind(); f() } == A),
        quote!(e if format!("{e}").is_empty()),
        quote!(e if format!("{e:?}").is_empty()),
        quote!(e if (0..e).contains(3)),
        quote!(r#type if r#type.is_busy()),
        quote!(忙 if 忙.is_busy()),
    ];
    for pattern in patterns {
        parse(quote!(on(#pattern), except(#pattern), on_ok(#pattern), stream(#pattern)))?;
    }
    Ok(())
}

#[test]
fn lone_names_of_constants_must_be_in_scope() -> syn::Result<()> {
    let cases = [
        (quote!(_), None),
        (quote!(A::B), None),
        (quote!(A(b, _)), None),
        (quote!(e if e.is_busy()), None),
        (quote!(Busy), Some("Busy")),
        (quote!(Busy if is_patient), Some("Busy")),
        // A variable does not start with a capital.
        (quote!(Busy if Busy.is_busy()), Some("Busy")),
        (quote!(&Busy | (Late)), Some("& Busy | (Late)")),
        (quote!(e @ Busy if e.is_late()), Some("Busy")),
        (quote!(A(LIMIT, code) if code > 3), Some("A (LIMIT , _)")),
        (quote!(A(LIMIT, N) if N > 3), Some("A (LIMIT , N)")),
        (quote!(A(N) if N > 3), Some("A (N)")),
        (
            quote!(a::B::<C, D> { e, F, g: G, h: ref mut i, .. }),
            Some("a :: B :: < C , D > { e : _ , F : _ , g : G , h : _ , .. }"),
        ),
        (quote!([FIRST, .., b @ LAST]), Some("[FIRST , .. , LAST]")),
        (quote!((FIRST,)), Some("(FIRST ,)")),
        (quote!(None), Some("None")),
        (quote!(busy!()), Some("busy ! ()")),
        (quote!(busy![a] | B(c)), Some("busy ! [a] | B (_)")),
        (quote!(busy!(e) if e.is_late()), None),
        (quote!((busy!(e), Late) if e.is_late()), Some("(_ , Late)")),
        (quote!(忙), Some("忙")),
        (quote!(忙 if 忙.is_busy()), None),
    ];
    for (pattern, paths) in cases {
        let on = parse(quote!(on(#pattern)))?.on.and_then(|given| given.value.paths);
        assert_eq!(on.map(|on| on.to_string()).as_deref(), paths, "{pattern}");
    }
    Ok(())
}
