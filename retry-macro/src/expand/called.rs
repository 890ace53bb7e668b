//! The options whose values are called: hooks, `verdict`, `random`, and `sleep`.
//!
//! A path or a closure literal is placed where it is called. There, a closure is general over lifetimes, and borrows only
//! during the call. Any other expression is evaluated once, before the first attempt, in the user's own function. Inside our
//! loop and our closures, its `break`, `return`, and `?` would change what our code does.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use super::attempt::Attempt;
use super::output::returned;
use crate::args::{Args, Jitter, Slot};
use crate::callable::is_path_or_closure;
use crate::function::Function;
use crate::locals::{ARGUMENT, Local, ON_GIVE_UP, ON_RETRY, RANDOM, RETURNED, SLEEP, VERDICT};
use crate::paths::Paths;
use crate::tokens::{plain, span};

/// The values, ready to be placed where they are called.
pub(super) struct Called {
    /// The statements that evaluate the values that are neither paths nor closure literals.
    pub(super) evaluated: TokenStream,
    pub(super) on_retry: Option<TokenStream>,
    pub(super) on_give_up: Option<TokenStream>,
    pub(super) verdict: Option<TokenStream>,
    pub(super) random: TokenStream,
    pub(super) sleep: Option<TokenStream>,
}

impl Called {
    pub(super) fn new(args: &Args, paths: &Paths, function: &Function, attempt: &Attempt) -> Self {
        let parameters = function.bindings().into_iter().map(|binding| binding.name).collect();
        let is_block = function.is_block;
        let mut lets = Lets { paths, parameters, is_block, tokens: TokenStream::new(), have_returned: false };
        let sleep = if attempt.asyncness.is_some() { Callee::SleepLater } else { Callee::SleepHere };
        let on_retry = lets.called(&args.on_retry, Callee::OnRetry);
        let on_give_up = lets.called(&args.on_give_up, Callee::OnGiveUp);
        let verdict = lets.called(&args.verdict, Callee::Verdict);
        let random = lets.called(&args.random, Callee::Random);
        let sleep = lets.called(&args.sleep, sleep);
        let mut evaluated = TokenStream::new();
        if lets.have_returned {
            evaluated.extend(returned(paths, attempt.output));
        }
        evaluated.extend(lets.tokens);
        let random = random.unwrap_or_else(|| default_random(args, paths));
        Self { evaluated, on_retry, on_give_up, verdict, random, sleep }
    }
}

fn default_random(args: &Args, paths: &Paths) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    match args.jitter.as_ref().and_then(|given| given.value.literal()) {
        Some(Jitter::None) => quote_spanned!(here=> #private::NoRandom),
        _ => quote_spanned!(here=> #private::ThreadRandom),
    }
}

/// An option whose value is called.
#[derive(Clone, Copy)]
enum Callee {
    OnRetry,
    OnGiveUp,
    Verdict,
    Random,
    /// `sleep` in an async function.
    SleepLater,
    /// `sleep` in a sync function.
    SleepHere,
}

impl Callee {
    /// The function of the runtime that takes the evaluated value, and the variable that holds its result.
    fn names(self) -> (&'static str, Local) {
        match self {
            Self::OnRetry => ("on_retry", ON_RETRY),
            Self::OnGiveUp => ("on_give_up", ON_GIVE_UP),
            Self::Verdict => ("verdict", VERDICT),
            Self::Random => ("random", RANDOM),
            Self::SleepLater => ("sleep_later", SLEEP),
            Self::SleepHere => ("sleep_here", SLEEP),
        }
    }

    /// The argument of the call, if there is one.
    fn argument(self) -> Option<Local> {
        (!matches!(self, Self::Random)).then_some(ARGUMENT)
    }

    /// Whether the value takes the error, whose type is not known before the first attempt.
    fn takes_error(self) -> bool {
        matches!(self, Self::OnRetry | Self::OnGiveUp | Self::Verdict)
    }
}

/// The variables that hold evaluated values.
struct Lets<'a> {
    paths: &'a Paths,
    /// The names of the function's parameters.
    parameters: Vec<Ident>,
    /// Whether any name may be a variable around the block.
    is_block: bool,
    tokens: TokenStream,
    /// Whether a value takes the error, so that its type has to be named.
    have_returned: bool,
}

impl Lets<'_> {
    // Input:  verdict = judge, where `judge` is a parameter
    // Output: |__argument| judge(__argument)
    //
    // Input:  on_retry = self.hook()
    // Output: let mut __on_retry = called::on_retry(&__returned, self.hook());
    //         |__argument| (__on_retry.call)(&mut __on_retry.value, __argument)
    fn called(&mut self, given: &Slot<TokenStream>, callee: Callee) -> Option<TokenStream> {
        let value = &given.as_ref()?.value;
        let here = Span::mixed_site();
        let argument = callee.argument();
        // rustc reports at the value what the value lacks.
        let place = here.located_at(span(value));
        if self.is_parameter(value) {
            return Some(quote_spanned!(place=> |#argument| #value(#argument)));
        }
        if is_path_or_closure(value) {
            return Some(value.clone());
        }
        let (function, local) = callee.names();
        let evaluated = self.evaluated(value, callee, function);
        self.tokens.extend(quote_spanned!(here=> let mut #local = #evaluated;));
        Some(quote_spanned!(place=> |#argument| (#local.call)(&mut #local.value, #argument)))
    }

    // A parameter is only borrowed, because the next attempt calls it again.
    fn is_parameter(&self, value: &TokenStream) -> bool {
        syn::parse2::<Ident>(value.clone())
            .is_ok_and(|name| self.is_block || self.parameters.contains(&plain(&name)))
    }

    // Input:  random = source(7)
    // Output: called::random(source(7))
    //
    // Input:  on_retry = self.hook()
    // Output: called::on_retry(&__returned, self.hook())
    //
    // Input:  verdict = self.judges[0]
    // Output: called::value_of(|| called::verdict(&__returned, self.judges[0]))
    //
    // `?` and `return` do not compile in this closure. They do not compile in guards either, so the options are consistent.
    fn evaluated(&mut self, value: &TokenStream, callee: Callee, function: &str) -> TokenStream {
        let place = Span::mixed_site().located_at(span(value));
        let private = self.paths.private(place);
        let function = Ident::new(function, place);
        if !callee.takes_error() {
            return quote_spanned!(place=> #private::called::#function(#value));
        }
        self.have_returned = true;
        let evaluated = quote_spanned!(place=> #private::called::#function(&#RETURNED, #value));
        match callee {
            Callee::Verdict => quote_spanned!(place=> #private::called::value_of(|| #evaluated)),
            _ => evaluated,
        }
    }
}
