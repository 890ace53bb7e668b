use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::attribute;
use crate::callable::is_path_or_closure;
use crate::expand::output::erase_unrepeatable;
use crate::function::Function;
use crate::parameters::Binding;
use crate::return_type::error_is_borrowed_object;

fn tokens(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

#[test]
fn impl_trait_is_left_to_inference() {
    let cases = [
        (quote!(Result<impl Iterator<Item = u8> + 'a, E>), quote!(Result<_, E>)),
        (quote!(Result<Box<impl Fn(u8, u8) -> Vec<u8>>, E>), quote!(Result<Box<_>, E>)),
        (quote!(Result<(impl A<B<u8>>, impl C), impl D>), quote!(Result<(_, _), _>)),
        (quote!(Result<[impl for<'a> Fn(&'a u8) -> &'a u8; 2], E>), quote!(Result<[_; 2], E>)),
        (quote!(Result<impl Sized + use<'a, T>, E>), quote!(Result<_, E>)),
        (quote!(Result<fn(u8) -> u8, E>), quote!(Result<fn(u8) -> u8, E>)),
        (quote!(impl A + B), quote!(_)),
        (quote!(Result<&'a (impl A + B), (E)>), quote!(Result<&'a _, (E)>)),
        (quote!(Result<&(impl A<B<u8>, C> + D), E>), quote!(Result<&_, E>)),
        (quote!(Result<(impl A,), [(impl B); 2]>), quote!(Result<(_,), [_; 2]>)),
        (quote!([impl A]), quote!([_])),
        (quote!(Result<u8, E>), quote!(Result<u8, E>)),
    ];
    for (output, erased) in cases {
        assert_eq!(erase_unrepeatable(&tokens(output)).to_string(), erased.to_string());
    }
}

#[test]
fn headers_are_split() {
    let body = quote!({ work() });
    let cases = [
        (quote!(fn call()), "call", "", false, false),
        (quote!(pub async fn call() -> Result<u8, E>), "call", "Result<u8,E>", true, false),
        (quote!(pub(in crate::a) const unsafe extern "C" fn r#fn() -> R), "r#fn", "R", false, true),
        (quote!(#[doc = "fn other() -> u8"] #[cfg(fn)] fn call() -> R), "call", "R", false, false),
        (
            quote!(fn call<F: Fn(u8) -> u8, const N: usize>(f: F) -> R<N> where F: Fn(u8) -> u8),
            "call",
            "R<N>",
            false,
            false,
        ),
        (quote!(fn call<const N: usize = { 1 + (2) }>(f: [u8; N]) -> R), "call", "R", false, false),
        (
            quote!(fn call() -> R<fn(u8) -> u8, { N > 1 }> where (): Sized),
            "call",
            "R<fn(u8)->u8,{N>1}>",
            false,
            false,
        ),
        (
            quote!(default async fn call() -> <Self as Trait<'_>>::R),
            "call",
            "<SelfasTrait<'_>>::R",
            true,
            false,
        ),
    ];
    for (header, name, output, is_async, is_const) in cases {
        let function = Function::parse(quote!(#header #body)).ok();
        let found = function.as_ref().map(|function| {
            let output: TokenStream = function.output.iter().cloned().collect();
            let output = output.to_string().replace(' ', "");
            (function.name.to_string(), output, function.asyncness.is_some(), function.constness.is_some())
        });
        assert_eq!(found, Some((name.to_owned(), output.to_owned(), is_async, is_const)), "{header}");
        let with_body = function.map(|function| function.with_body(&[], quote!(work())).to_string());
        assert_eq!(with_body, Some(quote!(#header #body).to_string()));
    }
}

#[test]
fn only_inner_attributes_leave_the_body() {
    let body = quote!(
        #[cfg(b)]
        let c = 1;
        work(c)
    );
    let expansion = attribute(quote!(), quote!(fn call() -> R { #![allow(a)] #body })).to_string();
    assert!(expansion.contains(&quote!({ #body }).to_string()), "{expansion}");
}

#[test]
fn a_trait_object_with_a_lifetime_is_found_in_the_error_only() {
    for output in [
        "Result<u8, Box<dyn Error + 'a>>",
        "Result<u8, Box<dyn Error + Send + '_>>",
        "Result<u8, &'a (dyn Error + 'a)>",
        "std::result::Result<&'static str, (u8, Box<(dyn Error + 'a)>)>",
    ] {
        assert!(error_is_borrowed_object(&tokens(output.parse().expect("tokens"))), "{output}");
    }
    for output in [
        "Result<&'a str, Box<dyn Error>>",
        "Result<Box<dyn Read + 'a>, io::Error>",
        "Result<u8, Box<dyn Error + 'static>>",
        "Result<u8, ParseError<'a>>",
        "io::Result<Box<dyn Read + 'a>>",
        "Option<Box<dyn Read + 'a>>",
    ] {
        assert!(!error_is_borrowed_object(&tokens(output.parse().expect("tokens"))), "{output}");
    }
}

#[test]
fn a_path_and_a_closure_literal_stand_where_they_are_called() {
    for value in [
        "log",
        "self::log",
        "<Client as Log>::log::<3>",
        "|_| ()",
        "|| 7",
        "move || 7",
        "async |_| ()",
        "async move |a| b",
        "|error| error.is_busy() || is_late(error)",
        "|(a | b)| c",
        "|a| -> u8 { b }",
        "((|a| b))",
        "(log)",
    ] {
        assert!(stands(value), "{value}");
    }
    for value in [
        "self.log",
        "log()",
        "log!()",
        "&log",
        "log?",
        "a | b | c",
        "a || b",
        "{ |_| () }",
        "{ log }",
        "(log, log)",
        "|a| -> u8 { b }(c)",
        "|a| -> u8 { b }?",
        "async { log }",
        "move_it | a | b",
    ] {
        assert!(!stands(value), "{value}");
    }
}

fn stands(value: &str) -> bool {
    is_path_or_closure(&value.parse().expect("tokens"))
}

#[test]
fn an_earlier_outcome_returns_only_where_a_deadline_can_cut() {
    let (sync, later) = (
        quote!(
            fn call() -> R {}
        ),
        quote!(
            async fn call() -> R {}
        ),
    );
    let cases = [
        (quote!(deadline = "1m", last_error = last), &later, true),
        (quote!(deadline = "1m", last_error = last), &sync, false),
        (quote!(last_error = last), &later, false),
        (quote!(deadline = "1m"), &later, false),
    ];
    for (args, item, comes_back) in cases {
        let expansion = attribute(args.clone(), item.clone()).to_string();
        assert_eq!(expansion.contains("restore"), comes_back, "{args} {item}");
    }
}

#[test]
fn a_function_in_an_invisible_group_is_found() {
    let item = quote!(
        pub fn call() -> R {
            work()
        }
    );
    let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, item);
    let name = Function::parse(TokenTree::from(group).into()).map(|function| function.name.to_string());
    assert_eq!(name.ok().as_deref(), Some("call"));
}

/// The names that the parameters bind, each with its `mut`.
fn bindings(parameters: &TokenStream) -> Vec<String> {
    bindings_of(quote!(fn call(#parameters) -> R {}))
}

fn bindings_of(function: TokenStream) -> Vec<String> {
    let bindings = Function::parse(function).map(|function| function.bindings());
    let shown = |binding: Binding| match binding.mutability {
        Some(mutability) => format!("{mutability} {}", binding.name),
        None => binding.name.to_string(),
    };
    bindings.unwrap_or_default().into_iter().map(shown).collect()
}

#[test]
fn parameters_bind_names() {
    let cases: [(TokenStream, &[&str]); 22] = [
        (quote!(), &[]),
        (quote!(a: u8, mut b: Vec<(u8, u8)>,), &["a", "mut b"]),
        (quote!(&self, a: u8), &["self", "a"]),
        (quote!(mut self), &["mut self"]),
        (quote!(&'a mut self), &["self"]),
        (quote!(self: &mut Self), &["self"]),
        (quote!(mut self: Arc<Self>), &["mut self"]),
        (quote!(mut self: std::pin::Pin<&'a mut Self>, mut a: Pin<&mut A>), &["self", "mut a"]),
        (quote!((mut a, b): (u8, u8), [c, mut d]: [u8; 2]), &["mut a", "b", "c", "mut d"]),
        (quote!(&mut a: &mut u8, &mut mut b: &mut u8), &["a", "mut b"]),
        (quote!(ref a: u8, ref mut b: u8), &["a", "mut b"]),
        (quote!(#[cfg(mut_a)] a: impl Fn(&mut u8, u8) -> u8, _: fn(mut_b: u8)), &["a"]),
        (quote!(a: [u8; { let mut b = 1; b }]), &["a"]),
        (quote!(A { a: b, c }: A, B { d: mut e, f: (g, _) }: B), &["b", "c", "mut e", "g"]),
        (quote!(a::B(c): a::B, crate::d::E { ref f, .. }: E), &["c", "f"]),
        (quote!((a::B(c), ::d::E::<F>(e)): (a::B, E)), &["c", "e"]),
        (quote!(a @ b::C { d: _, .. }: C), &["a"]),
        (quote!(mut N: u32, (A, mut B): (u8, u8), URL: &str), &["mut N", "A", "mut B", "URL"]),
        (quote!(A(mut B): A, C { D, e: F }: C, G::<H>(I): G<u8>), &["mut B", "D", "F", "I"]),
        (quote!(mut _n: u8, mut 数: u8), &["mut _n", "mut 数"]),
        (quote!(point(x): point, pair!(a): u8, Unit::A: Unit), &["x"]),
        (quote!(f: fn(u8, u8) -> (u8, u8), mut g: impl Fn(u8) -> u8), &["f", "mut g"]),
    ];
    for (parameters, names) in cases {
        assert_eq!(bindings(&parameters), names, "{parameters}");
    }
}

#[test]
fn async_trait_binds_parameters_again() {
    let cases: [(TokenStream, TokenStream, &[&str]); 10] = [
        (quote!(), quote!(), &[]),
        (quote!(n: u32), quote!(let mut n = n;), &["mut n"]),
        (
            quote!(mut __arg0: (u8, u8), m: u8),
            quote!(let (mut n, _) = { let __arg0 = __arg0; __arg0 }; #[cfg(test)] let m = m;),
            &["m", "mut n"],
        ),
        (quote!(&'a self, n: u32), quote!(let __self = self; let n = n;), &["self", "n"]),
        (quote!(self, mut n: &'a [u8]), quote!(let __self = self;), &["self", "mut n"]),
        (quote!(self, n: u32), quote!(let mut __self = self; let n = n;), &["mut self", "n"]),
        (quote!(self: Box<Self>), quote!(let mut __self = self;), &["mut self"]),
        (quote!(self: Pin<&'a mut Self>), quote!(let mut __self = self;), &["self"]),
        (quote!(&'a mut self), quote!(let mut __self = self;), &["self"]),
        (
            quote!(
                #[a(b)]
                &mut self
            ),
            quote!(let mut __self = self;),
            &["self"],
        ),
    ];
    for (parameters, rebound, names) in cases {
        let function = quote! {
            fn call<'async_trait>(#parameters) -> Pin<Box<dyn Future<Output = R> + Send + 'async_trait>> {
                Box::pin(async move {
                    if let Option::Some(__ret) = Option::None::<R> {
                        return __ret;
                    }
                    #rebound
                    let __ret: R = { work() };
                    __ret
                })
            }
        };
        assert_eq!(bindings_of(function), names, "{parameters}");
    }
}
