//! What the standard library's errors say of themselves.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

use retry_attr_runtime::{FailureClass, PermanentReason, Retryable, StopReason, Verdict};

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
fn what_never_fails_has_a_verdict_to_name() {
    fn assert_retryable<E: Retryable>() {}
    assert_retryable::<Infallible>();
}

/// It goes by value through every call that fails.
#[test]
fn a_verdict_is_small() {
    assert!(size_of::<Verdict>() <= 24);
}

#[test]
fn classes_and_stop_reasons_are_words_of_a_sentence() {
    let text = format!("{}: {}", FailureClass::Permanent(PermanentReason::Auth), StopReason::HintTooLong);
    assert_eq!(text, "not authorized: hint too long");
}
