//! `#[derive(Retryable)]`: each form says what it promises, on every kind of type.

// Nothing that the derive writes may be a lint in its user's crate.
#![deny(warnings, unused_qualifications, clippy::pedantic, clippy::nursery)]
#![deny(clippy::allow_attributes, clippy::allow_attributes_without_reason)]
#![expect(dead_code, reason = "not every field is read, nor every type built")]
#![expect(clippy::trivially_copy_pass_by_ref, reason = "`with` passes references")]

use std::io;
use std::time::Duration;

use retry_attr::{FailureClass, PermanentReason, Retryable, Verdict};

const PERMANENT: Verdict = Verdict::permanent(PermanentReason::Invalid);
const WAIT: Duration = Duration::from_secs(7);

fn refused() -> io::Error {
    io::ErrorKind::ConnectionRefused.into()
}

mod classes {
    use super::*;

    #[derive(Retryable)]
    enum ApiError {
        #[retryable(transient)]
        Reset,
        #[retryable(throttled)]
        Throttled(u32),
        #[retryable(overloaded)]
        Overloaded {
            model: &'static str,
        },
        #[retryable(timed_out)]
        TimedOut,
        #[retryable(permanent)]
        Quota,
        #[retryable(transient)]
        Cut(usize),
        Refused(String),
        Wrong,
    }

    #[test]
    fn every_class_is_the_verdict_of_that_name() {
        assert_eq!(ApiError::Reset.verdict(), Verdict::transient());
        assert_eq!(ApiError::Throttled(0).verdict(), Verdict::throttled());
        assert_eq!(ApiError::Overloaded { model: "m" }.verdict(), Verdict::overloaded());
        assert_eq!(ApiError::TimedOut.verdict(), Verdict::timed_out());
        assert_eq!(ApiError::Quota.verdict(), PERMANENT);
    }

    #[test]
    fn variants_of_one_class_share_its_verdict() {
        assert_eq!(ApiError::Cut(1).verdict(), Verdict::transient());
    }

    #[test]
    fn unmarked_variants_are_permanent() {
        assert_eq!(ApiError::Refused(String::new()).verdict(), PERMANENT);
        assert_eq!(ApiError::Wrong.verdict(), PERMANENT);
    }

    #[derive(Retryable)]
    #[retryable(overloaded)]
    struct Down;

    #[derive(Retryable)]
    #[retryable(permanent)]
    struct Refusal(&'static str);

    #[test]
    fn a_struct_has_one() {
        assert_eq!(Down.verdict(), Verdict::overloaded());
        assert_eq!(Refusal("no").verdict(), PERMANENT);
    }
}

mod after {
    use super::*;

    #[derive(Retryable)]
    enum ApiError {
        #[retryable(throttled, after = wait)]
        Named { limit: u32, wait: Duration },
        #[retryable(after = 1, overloaded)]
        Numbered(u32, Option<Duration>),
        #[retryable(transient)]
        #[retryable(after = 0)]
        InTwoAttributes(Duration),
    }

    #[test]
    fn a_wait_is_the_hint() {
        let hinted = Verdict::throttled().with_hint(WAIT);
        assert_eq!(ApiError::Named { limit: 3, wait: WAIT }.verdict(), hinted);
        assert_eq!(ApiError::Numbered(3, Some(WAIT)).verdict(), Verdict::overloaded().with_hint(WAIT));
        assert_eq!(ApiError::InTwoAttributes(WAIT).verdict(), Verdict::transient().with_hint(WAIT));
    }

    #[test]
    fn an_absent_wait_is_not_a_hint() {
        assert_eq!(ApiError::Numbered(3, None).verdict(), Verdict::overloaded());
    }

    #[test]
    fn a_wait_of_zero_is_not_a_hint() {
        assert_eq!(ApiError::Named { limit: 3, wait: Duration::ZERO }.verdict().hint(), None);
        assert_eq!(ApiError::Numbered(3, Some(Duration::ZERO)).verdict().hint(), None);
    }

    #[derive(Retryable)]
    #[retryable(throttled, after = wait)]
    struct Throttled {
        wait: Option<Duration>,
    }

    #[derive(Retryable)]
    #[retryable(timed_out, after = 0)]
    struct Slow(Duration);

    #[test]
    fn a_struct_hints_too() {
        assert_eq!(Throttled { wait: Some(WAIT) }.verdict(), Verdict::throttled().with_hint(WAIT));
        assert_eq!(Throttled { wait: None }.verdict(), Verdict::throttled());
        assert_eq!(Slow(WAIT).verdict(), Verdict::timed_out().with_hint(WAIT));
    }

    #[derive(Retryable)]
    enum Keyword {
        #[retryable(throttled, after = r#in)]
        Raw { r#in: Duration },
        #[retryable(throttled, after = type)]
        Bare { r#type: Duration },
    }

    #[test]
    fn the_field_may_be_a_keyword() {
        assert_eq!(Keyword::Raw { r#in: WAIT }.verdict().hint(), Some(WAIT));
        assert_eq!(Keyword::Bare { r#type: WAIT }.verdict().hint(), Some(WAIT));
    }
}

mod transparent {
    use super::*;

    #[derive(Retryable)]
    enum CallError {
        #[retryable(transparent)]
        Io(io::Error),
        #[retryable(transparent)]
        Inner {
            source: Wrapped,
        },
        Json,
    }

    #[derive(Retryable)]
    #[retryable(transparent)]
    struct Wrapped(io::Error);

    #[derive(Retryable)]
    #[retryable(transparent)]
    struct Boxed {
        source: Box<dyn std::error::Error + Send + Sync>,
    }

    #[test]
    fn the_inner_error_decides_about_all() {
        let not_sent = Verdict::transient().not_sent();
        assert_eq!(CallError::Io(refused()).verdict(), not_sent);
        assert_eq!(CallError::Io(io::ErrorKind::NotFound.into()).verdict(), PERMANENT);
        assert_eq!(CallError::Inner { source: Wrapped(refused()) }.verdict(), not_sent);
        assert_eq!(Boxed { source: Box::new(refused()) }.verdict(), not_sent);
        let unknown = Boxed { source: "who knows".into() }.verdict();
        assert_eq!(unknown.class(), FailureClass::Permanent(PermanentReason::Unrecognized));
        assert_eq!(CallError::Json.verdict(), PERMANENT);
    }
}

mod with {
    use super::*;

    #[derive(Retryable)]
    enum ApiError {
        #[retryable(with = of_status)]
        Status(u16, String),
        #[retryable(with = self::of_status)]
        Reply { status: u16, body: String },
        #[retryable(with = Self::of_nothing)]
        Nothing,
        #[retryable(with = of_any::<u8>)]
        Any(u8),
        #[retryable(with = <u64 as Judge>::judge)]
        Judged(u64),
        #[retryable(with = status)]
        SameName { status: u16 },
    }

    // `&str` for a `String`, as in any call.
    fn of_status(status: &u16, body: &str) -> Verdict {
        match status {
            429 if body.contains("insufficient_quota") => Verdict::permanent(PermanentReason::Quota),
            429 => Verdict::throttled(),
            _ => PERMANENT,
        }
    }

    const fn of_any<T>(_: &T) -> Verdict {
        Verdict::overloaded()
    }

    fn status(status: &u16) -> Verdict {
        of_status(status, "")
    }

    impl ApiError {
        const fn of_nothing() -> Verdict {
            Verdict::timed_out()
        }
    }

    trait Judge {
        fn judge(&self) -> Verdict;
    }

    impl Judge for u64 {
        fn judge(&self) -> Verdict {
            Verdict::throttled().with_hint(Duration::from_secs(*self))
        }
    }

    #[test]
    fn a_variant_passes_its_fields_in_order() {
        assert_eq!(ApiError::Status(429, String::new()).verdict(), Verdict::throttled());
        let spent = ApiError::Reply { status: 429, body: "insufficient_quota".to_owned() };
        assert_eq!(spent.verdict(), Verdict::permanent(PermanentReason::Quota));
        assert_eq!(ApiError::Nothing.verdict(), Verdict::timed_out());
        assert_eq!(ApiError::Any(1).verdict(), Verdict::overloaded());
        assert_eq!(ApiError::Judged(7).verdict(), Verdict::throttled().with_hint(WAIT));
        assert_eq!(ApiError::SameName { status: 429 }.verdict(), Verdict::throttled());
    }

    #[derive(Retryable)]
    #[retryable(with = of_reply)]
    struct Reply {
        status: u16,
    }

    fn of_reply(reply: &Reply) -> Verdict {
        of_status(&reply.status, "")
    }

    #[derive(Retryable)]
    #[retryable(with = Self::judge)]
    enum Whole {
        Busy,
        Status(u16),
    }

    impl Whole {
        fn judge(&self) -> Verdict {
            match self {
                Self::Busy => Verdict::overloaded(),
                Self::Status(status) => of_status(status, ""),
            }
        }
    }

    #[test]
    fn a_struct_or_a_whole_enum_passes_itself() {
        assert_eq!(Reply { status: 429 }.verdict(), Verdict::throttled());
        assert_eq!(Whole::Busy.verdict(), Verdict::overloaded());
        assert_eq!(Whole::Status(400).verdict(), PERMANENT);
    }
}

mod generics {
    use super::*;

    /// Neither `Debug` nor `Retryable`.
    struct Opaque;

    #[derive(Retryable)]
    enum CallError<'a, E: 'a, T = Opaque, const N: usize = 2>
    where
        T: 'static,
    {
        #[retryable(transparent)]
        Inner(E),
        #[retryable(transparent)]
        Same {
            source: E,
        },
        #[retryable(transparent)]
        Chunked(Chunk<N>),
        #[retryable(throttled, after = wait)]
        Throttled {
            model: &'a str,
            wait: Option<Duration>,
            by: [T; N],
        },
        #[retryable(with = of_pair)]
        Pair(&'a str, T),
        Other(&'a [T]),
    }

    struct Chunk<const N: usize>;

    // Of one size alone, so that the bound is needed.
    impl Retryable for Chunk<2> {
        fn verdict(&self) -> Verdict {
            Verdict::overloaded()
        }
    }

    const fn of_pair<T>(_: &str, _: &T) -> Verdict {
        Verdict::transient()
    }

    #[test]
    fn parameters_need_nothing_but_what_is_asked() {
        let model = String::from("m");
        let cases: [(CallError<'_, io::Error>, Verdict); 6] = [
            (CallError::Inner(refused()), Verdict::transient().not_sent()),
            (CallError::Same { source: refused() }, Verdict::transient().not_sent()),
            (CallError::Chunked(Chunk), Verdict::overloaded()),
            (
                CallError::Throttled { model: &model, wait: Some(WAIT), by: [Opaque, Opaque] },
                Verdict::throttled().with_hint(WAIT),
            ),
            (CallError::Pair(&model, Opaque), Verdict::transient()),
            (CallError::Other(&[Opaque]), PERMANENT),
        ];
        for (error, verdict) in cases {
            assert_eq!(error.verdict(), verdict);
        }
    }

    #[expect(clippy::use_self, reason = "the name is what is tested")]
    #[derive(Retryable)]
    enum Chained<E> {
        #[retryable(transparent)]
        Inner(E),
        #[retryable(transparent)]
        Nested(Box<Chained<E>>),
        #[retryable(transparent)]
        Again(Box<Again<E, Self>>),
        #[retryable(transparent)]
        Elsewhere(elsewhere::Chained<E>),
    }

    struct Again<E, F>(E, F);

    impl<E, F: Retryable> Retryable for Again<E, F> {
        fn verdict(&self) -> Verdict {
            self.1.verdict()
        }
    }

    #[test]
    fn an_error_may_hold_another_of_its_type() {
        let nested = || Chained::Nested(Box::new(Chained::Inner(refused())));
        let again = Chained::Again(Box::new(Again(refused(), nested())));
        assert_eq!(nested().verdict(), Verdict::transient().not_sent());
        assert_eq!(again.verdict(), Verdict::transient().not_sent());
        let elsewhere = Chained::Elsewhere(elsewhere::Chained(refused()));
        assert_eq!(elsewhere.verdict(), Verdict::transient().not_sent());
    }

    #[derive(Retryable)]
    #[retryable(transparent)]
    struct Bounded<E: Retryable>(E);

    #[derive(Retryable)]
    #[retryable(transparent)]
    struct Printed<E: std::fmt::Debug>(E);

    #[test]
    fn bounds_that_are_there_do_not_disturb() {
        assert_eq!(Bounded(refused()).verdict(), Verdict::transient().not_sent());
        assert_eq!(Printed(refused()).verdict(), Verdict::transient().not_sent());
    }

    mod elsewhere {
        #[derive(super::Retryable)]
        #[retryable(overloaded)]
        pub(super) struct E;

        // Of one error alone, so that the bound is needed.
        pub(super) struct Chained<E>(pub(super) E);

        impl super::Retryable for Chained<std::io::Error> {
            fn verdict(&self) -> super::Verdict {
                self.0.verdict()
            }
        }
    }

    #[derive(Retryable)]
    enum SameName<E> {
        #[retryable(transparent)]
        Tuple(Of<(E, u8)>),
        #[retryable(transparent)]
        NoParameter(elsewhere::E),
    }

    struct Of<T>(T);

    impl<E: Retryable> Retryable for Of<(E, u8)> {
        fn verdict(&self) -> Verdict {
            self.0.0.verdict()
        }
    }

    #[test]
    fn parameters_are_found_in_every_type() {
        assert_eq!(SameName::Tuple(Of((refused(), 1))).verdict(), Verdict::transient().not_sent());
        assert_eq!(SameName::<io::Error>::NoParameter(elsewhere::E).verdict(), Verdict::overloaded());
    }
}

mod shapes {
    use super::*;

    #[derive(Retryable)]
    enum Never {}

    #[derive(Retryable)]
    enum One {
        #[retryable(transient)]
        Only,
    }

    #[derive(Retryable)]
    #[non_exhaustive]
    #[repr(u8)]
    enum Numbered {
        #[retryable(throttled)]
        Busy = 3,
        Wrong = 1 << 3,
    }

    #[derive(Retryable)]
    enum r#Raw {
        #[retryable(transient)]
        r#Self_,
        #[retryable(with = r#fn)]
        r#Match { r#match: u8 },
    }

    const fn r#fn(_: &u8) -> Verdict {
        Verdict::overloaded()
    }

    #[derive(Retryable)]
    enum Cut {
        #[cfg(any())]
        #[retryable(nonsense)]
        Gone,
        #[cfg_attr(all(), retryable(transient))]
        Here,
    }

    #[derive(Retryable)]
    #[deprecated = "to see that the derive is silent about it"]
    #[retryable(transient)]
    struct Old;

    #[derive(Retryable)]
    enum WithOld {
        #[deprecated = "to see that the derive is silent about it"]
        #[retryable(transparent)]
        Io(io::Error),
        #[retryable(transient)]
        New,
    }

    macro_rules! error {
        ($name:ident { $($variant:ident($field:ty) = $class:ident,)* }) => {
            #[derive(Retryable)]
            enum $name { $(#[retryable($class)] $variant($field),)* }
        };
    }

    error!(Made { Io(io::Error) = transparent, Code(u8) = overloaded, });

    #[test]
    fn all_kinds_of_types_derive() {
        assert_eq!(One::Only.verdict(), Verdict::transient());
        assert_eq!(Numbered::Busy.verdict(), Verdict::throttled());
        assert_eq!(Numbered::Wrong.verdict(), PERMANENT);
        assert_eq!(r#Raw::r#Self_.verdict(), Verdict::transient());
        assert_eq!(r#Raw::r#Match { r#match: 1 }.verdict(), Verdict::overloaded());
        assert_eq!(Cut::Here.verdict(), Verdict::transient());
        assert_eq!(WithOld::New.verdict(), Verdict::transient());
        assert_eq!(Made::Io(refused()).verdict(), Verdict::transient().not_sent());
        assert_eq!(Made::Code(1).verdict(), Verdict::overloaded());
        assert!(None::<Never>.is_none_or(|never| never.verdict().is_retryable()));
    }

    #[test]
    fn a_type_in_a_function_derives() {
        #[derive(Retryable)]
        #[retryable(timed_out)]
        struct Local;

        assert_eq!(Local.verdict(), Verdict::timed_out());
    }
}

mod shadowed {
    //! Only absolute paths, and only locals that users cannot see.

    mod names {
        pub(super) struct Result;
        pub(super) struct Option;
        pub(super) struct Some;
        pub(super) struct Verdict;
        pub(super) struct PermanentReason;
        pub(super) struct Hint;
        pub(super) mod core {}
        pub(super) mod std {}
        pub(super) mod retry_attr {}
        pub(super) trait Retryable {
            fn verdict(&self) {}
        }
        impl<T> Retryable for T {}
    }

    #[expect(unused_imports, reason = "they are in the way, no more")]
    use names::*;

    #[derive(::retry_attr::Retryable)]
    enum ApiError {
        #[retryable(throttled, after = hint)]
        Busy {
            hint: ::core::option::Option<::core::time::Duration>,
        },
        #[retryable(transparent)]
        Inner {
            inner: ::std::io::Error,
        },
        #[retryable(with = field1)]
        Judged {
            field1: u8,
            field0: u8,
        },
        Wrong,
    }

    fn field1(first: &u8, second: &u8) -> ::retry_attr::Verdict {
        if first < second { ::retry_attr::Verdict::transient() } else { ::retry_attr::Verdict::overloaded() }
    }

    #[test]
    fn shadowed_names_do_not_matter() {
        use ::retry_attr::Retryable as Judged;

        let hint = ::core::option::Option::Some(super::WAIT);
        assert_eq!(Judged::verdict(&ApiError::Busy { hint }).hint(), hint);
        assert!(!Judged::verdict(&ApiError::Inner { inner: super::refused() }).may_have_been_sent());
        let judged = ApiError::Judged { field1: 1, field0: 2 };
        assert_eq!(Judged::verdict(&judged), ::retry_attr::Verdict::transient());
        assert_eq!(Judged::verdict(&ApiError::Wrong), super::PERMANENT);
    }
}

mod renamed {
    mod again {
        pub(super) use retry_attr::*;
    }

    // As if `retry_attr` were not there: what is needed is somewhere else.
    mod elsewhere {
        pub(super) use retry_attr::Verdict;

        pub(super) trait Retryable {
            fn verdict(&self) -> Verdict;
        }
    }

    #[derive(again::Retryable)]
    #[retryable(crate = self::elsewhere)]
    enum Elsewhere {
        #[retryable(transient)]
        Busy,
    }

    #[derive(again::Retryable)]
    #[retryable(throttled, after = 0, crate = again)]
    struct Throttled(core::time::Duration);

    #[test]
    fn the_option_crate_sets_the_path() {
        assert_eq!(elsewhere::Retryable::verdict(&Elsewhere::Busy), again::Verdict::transient());
        assert_eq!(again::Retryable::verdict(&Throttled(super::WAIT)).hint(), Some(super::WAIT));
    }
}

#[test]
fn a_packed_struct_may_hold_the_hint() {
    #[derive(Debug, Retryable)]
    #[repr(C, packed)]
    #[retryable(throttled, after = wait)]
    struct Throttled {
        code: u8,
        wait: Duration,
    }

    #[derive(Debug, Retryable)]
    #[repr(Rust, packed(2))]
    #[retryable(overloaded, after = 1)]
    struct Overloaded(u8, Option<Duration>);

    let wait = Duration::from_secs(7);
    assert_eq!(Throttled { code: 1, wait }.verdict(), Verdict::throttled().with_hint(wait));
    assert_eq!(Overloaded(1, Some(wait)).verdict(), Verdict::overloaded().with_hint(wait));
}

mod from {
    use retry_attr::http::{ApiError, Reply};
    use retry_attr::stream::StreamExt as _;
    use retry_attr::{TimedOut, Truncated, retry};

    use super::*;

    #[derive(Debug, Retryable)]
    enum ModelError {
        #[retryable(from(ureq::Error))]
        Api(ApiError),
        Empty,
    }

    impl From<ApiError> for ModelError {
        fn from(error: ApiError) -> Self {
            Self::Api(error)
        }
    }

    fn overloaded() -> ApiError {
        ApiError::of_reply(Reply::without_headers(529, b""))
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_becomes_the_error_in_the_field() {
        #[retry(max = 1, attempt_timeout = "1s")]
        async fn hang() -> Result<(), ModelError> {
            tokio::time::sleep(WAIT).await;
            Ok(())
        }
        let Err(ModelError::Api(error)) = hang().await else { panic!("it takes too long") };
        assert_eq!(error.to_string(), "no whole reply, timed out: attempt 1 timed out after 1s");
    }

    #[tokio::test]
    async fn a_cut_stream_becomes_it_too() {
        use futures_util::{StreamExt as _, stream};

        let items = stream::iter([Ok::<_, ModelError>(1)]).ends_with(|item| *item == 9).idle_timeout(WAIT);
        let items: Vec<_> = Box::pin(items).collect().await;
        assert!(matches!(items[..], [Ok(1), Err(ModelError::Api(_))]), "{items:?}");
    }

    #[test]
    fn a_named_client_becomes_it_too() {
        fn ask() -> Result<(), ModelError> {
            Err(ureq::Error::HostNotFound)?
        }
        assert_eq!(ask().expect_err("no host").verdict(), Verdict::transient().not_sent());
    }

    #[test]
    fn from_alone_asks_the_error_in_the_field() {
        let error = ModelError::from(overloaded());
        assert_eq!(error.verdict(), overloaded().verdict());
        error.give_up_mark().expect("that of the `ApiError`").set();
        assert!(error.give_up_mark().is_some_and(retry_attr::GiveUpMark::is_set));
        assert_eq!(ModelError::Empty.verdict(), PERMANENT);
    }

    #[derive(Debug, Retryable)]
    #[retryable(transient, from)]
    struct Wrapped(io::Error);

    #[derive(Debug, Retryable)]
    enum Generic<E> {
        #[retryable(transparent, from)]
        Inner { error: E },
    }

    const fn made<E: From<TimedOut> + From<Truncated>>() {}

    #[test]
    fn structs_and_generic_errors_are_made_too() {
        made::<Wrapped>();
        made::<Generic<io::Error>>();
        made::<Generic<Box<dyn std::error::Error>>>();
    }

    #[test]
    fn a_class_with_from_stays_the_verdict() {
        assert_eq!(Wrapped(io::ErrorKind::NotFound.into()).verdict(), Verdict::transient());
    }
}
