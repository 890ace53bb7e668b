//! The verdicts of the standard library's errors.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::Arc;

use retry_attr_runtime::{
    Attempt, FailureClass, GaveUp, MissingItem, NoneError, PermanentReason, Policy, PolicyError, Retry,
    Retryable, Schedule, StopReason, TimeLimit, TimedOut, Truncated, Verdict,
};

fn class(kind: ErrorKind) -> FailureClass {
    io::Error::from(kind).verdict().class()
}

#[test]
fn interrupted_connections_are_transient() {
    use ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, Interrupted,
        NetworkDown, NetworkUnreachable, NotConnected, UnexpectedEof, WouldBlock,
    };
    let kinds = [
        ConnectionRefused,
        ConnectionReset,
        ConnectionAborted,
        BrokenPipe,
        NotConnected,
        UnexpectedEof,
        Interrupted,
        WouldBlock,
        HostUnreachable,
        NetworkDown,
        NetworkUnreachable,
    ];
    assert_eq!(kinds.map(class), [FailureClass::Transient; 11]);
    assert_eq!(class(ErrorKind::TimedOut), FailureClass::TimedOut);
    let is_sent = |kind: &ErrorKind| io::Error::from(*kind).verdict().may_have_been_sent();
    let unsent: Vec<_> = kinds.into_iter().filter(|kind| !is_sent(kind)).collect();
    assert_eq!(unsent, [ConnectionRefused], "a lost network may have been lost behind the request");
}

#[test]
fn every_other_kind_is_permanent() {
    use ErrorKind::{
        AddrInUse, AddrNotAvailable, AlreadyExists, ArgumentListTooLong, Deadlock, DirectoryNotEmpty,
        ExecutableFileBusy, FileTooLarge, InvalidData, InvalidInput, IsADirectory, NotADirectory, NotFound,
        NotSeekable, Other, OutOfMemory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy,
        StaleNetworkFileHandle, StorageFull, Unsupported, WriteZero,
    };
    let kinds = [
        AddrInUse,
        AddrNotAvailable,
        AlreadyExists,
        ArgumentListTooLong,
        Deadlock,
        DirectoryNotEmpty,
        ExecutableFileBusy,
        FileTooLarge,
        InvalidData,
        InvalidInput,
        IsADirectory,
        NotADirectory,
        NotFound,
        NotSeekable,
        Other,
        OutOfMemory,
        PermissionDenied,
        QuotaExceeded,
        ReadOnlyFilesystem,
        ResourceBusy,
        StaleNetworkFileHandle,
        StorageFull,
        Unsupported,
        WriteZero,
    ];
    assert_eq!(kinds.map(class), [FailureClass::Permanent(PermanentReason::Invalid); 24]);
}

/// An error of the user's own, around another.
#[derive(Debug)]
struct Wrapped(Option<Box<dyn Error + Send + Sync>>);

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.as_deref().map(|error| error as _)
    }
}

#[test]
fn a_boxed_error_is_judged_by_the_first_source_that_is_known() {
    let reset = || Wrapped(Some(io::Error::from(ErrorKind::ConnectionReset).into()));
    let twice = || Wrapped(Some(reset().into()));
    let unknown = Verdict::permanent(PermanentReason::Unrecognized);

    let bare: Box<dyn Error> = io::Error::from(ErrorKind::TimedOut).into();
    assert_eq!(bare.verdict(), Verdict::timed_out());
    let boxed: Box<dyn Error> = twice().into();
    assert_eq!(boxed.verdict(), Verdict::transient());
    let boxed: Box<dyn Error + Send> = Box::new(twice());
    assert_eq!(boxed.verdict(), Verdict::transient());
    let boxed: Box<dyn Error + Sync> = Box::new(twice());
    assert_eq!(boxed.verdict(), Verdict::transient());
    let boxed: Box<dyn Error + Send + Sync> = twice().into();
    assert_eq!(boxed.verdict(), Verdict::transient());

    let boxed: Box<dyn Error> = Wrapped(None).into();
    assert_eq!(boxed.verdict(), unknown);
    let boxed: Box<dyn Error + Send + Sync> = "only a text".into();
    assert_eq!(boxed.verdict(), unknown);
}

#[test]
fn infallible_is_retryable() {
    fn assert_retryable<E: Retryable>() {}
    assert_retryable::<Infallible>();
}

/// A verdict is passed by value in every call that fails.
#[test]
fn a_verdict_is_small() {
    assert!(size_of::<Verdict>() <= 24);
}

#[test]
fn classes_and_stop_reasons_are_words_of_a_sentence() {
    let text = format!("{}: {}", FailureClass::Permanent(PermanentReason::Auth), StopReason::HintTooLong);
    assert_eq!(text, "not authorized: hint too long");
}

/// An error that only says that it is busy.
#[derive(Debug)]
struct Busy;

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("busy")
    }
}

impl Retryable for Busy {
    fn verdict(&self) -> Verdict {
        Verdict::overloaded()
    }

    fn trace_text(&self) -> Option<&dyn fmt::Display> {
        Some(self)
    }
}

fn said<E: Retryable + ?Sized>(error: &E) -> (Verdict, Option<String>) {
    (error.verdict(), error.trace_text().map(ToString::to_string))
}

#[test]
fn a_pointer_to_an_error_says_what_the_error_says() {
    let busy = (Verdict::overloaded(), Some("busy".to_owned()));
    assert_eq!(said(&Busy), busy);
    assert_eq!(
        [said(&&Busy), said(&Box::new(Busy)), said(&Arc::new(Busy))],
        [busy.clone(), busy.clone(), busy.clone()]
    );
    assert_eq!(said(&Arc::new(Box::new(&Busy))), busy);
    let object: Arc<dyn Retryable + Send + Sync> = Arc::new(Busy);
    assert_eq!(said(&object), busy);
}

#[test]
fn a_pointer_to_an_error_of_any_type_walks_its_sources() {
    let reset = || Wrapped(Some(io::Error::from(ErrorKind::ConnectionReset).into()));
    let transient = Verdict::transient();
    let shared: Arc<dyn Error + Send + Sync> = Arc::new(reset());
    let borrowed: &(dyn Error + 'static) = &reset();
    assert_eq!((shared.verdict(), borrowed.verdict()), (transient, transient));
    let nothing: Arc<dyn Error> = Arc::new(Wrapped(None));
    assert_eq!(nothing.verdict(), Verdict::permanent(PermanentReason::Unrecognized));
}

#[test]
fn a_shared_error_is_known_in_a_chain() {
    let io = || io::Error::from(ErrorKind::ConnectionReset);
    let erased: Arc<dyn Error + Send + Sync> = Arc::new(io());
    let sources: [Box<dyn Error + Send + Sync>; 4] = [
        Box::new(Arc::new(io())),
        Box::new(Box::new(io())),
        Box::new(Arc::new(io::Error::other(Arc::new(io())))),
        Box::new(erased),
    ];
    for source in sources {
        let boxed: Box<dyn Error> = Box::new(Wrapped(Some(source)));
        assert_eq!(boxed.verdict(), Verdict::transient(), "{boxed:?}");
    }
}

#[test]
fn plain_data_is_shared_between_threads() {
    fn assert_shared<T: Send + Sync + Unpin + 'static>() {}
    assert_shared::<(Attempt, Policy, PolicyError, Schedule)>();
    assert_shared::<(FailureClass, PermanentReason, Verdict, StopReason)>();
    assert_shared::<(GaveUp<'static, Busy>, Retry<'static, Busy>)>();
    assert_shared::<(MissingItem, NoneError, TimeLimit, TimedOut, Truncated)>();
}
