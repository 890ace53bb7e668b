//! The variables that an expression uses.

use crate::variables::used;

fn found(expression: &str) -> Option<String> {
    let names = ["self", "limit", "e"].map(str::to_owned);
    used(&expression.parse().expect("tokens"), &names).map(|name| name.to_string())
}

#[test]
fn a_variable_is_found() {
    for (expression, name) in [
        ("limit", "limit"),
        ("(limit)", "limit"),
        ("r#limit", "r#limit"),
        ("self.limits.max", "self"),
        ("limit.max(3)", "limit"),
        ("limit(3)", "limit"),
        ("1 + limit", "limit"),
        ("0..limit", "limit"),
        ("limit != 3", "limit"),
        ("MAX | limit", "limit"),
        ("a[limit]", "limit"),
        ("[Limits { limit }]", "limit"),
        ("Limits { max: limit }", "limit"),
        ("max::<u32>(limit)", "limit"),
        ("number!(limit)", "limit"),
        ("text(format!(\"{limit}\"))", "limit"),
        ("text(format!(\"{limit:?}\"))", "limit"),
        ("|_| { if self.is_late() { x } else { y } }", "self"),
        ("|error| match error { _ => self.verdict() }", "self"),
        ("|a| a.with(limit)", "limit"),
        ("|a| [e, a]", "e"),
        ("|error| match error { Some(limit) => limit, None => e }", "e"),
        ("if let Some(limit) = error { limit } else { e }", "e"),
        ("if let Some(limit) = limit { 1 } else { 2 }", "limit"),
        ("if let Some(n) = a && n < limit { 1 } else { 2 }", "limit"),
        ("{ let limit = limit; 3 }", "limit"),
        ("({ let limit = 3; limit }, limit)", "limit"),
        ("(|limit| limit)(limit)", "limit"),
        ("list(|limit| limit, limit)", "limit"),
        ("match limit { n => n }", "limit"),
        ("match a { limit if limit > e => 1, _ => 2 }", "e"),
        ("match a { Some(limit) => { 1 } None => limit }", "limit"),
        ("{ for limit in 0..limit {} 3 }", "limit"),
        ("DEBUG || limit > 3", "limit"),
        ("if A == 1 || A == 2 { 3 } else { limit }", "limit"),
        ("match a { _ if DEBUG || limit > 3 => 1, _ => 2 }", "limit"),
        ("match { limit } { n => n }", "limit"),
        ("match unsafe { limit } { n => n }", "limit"),
        ("match if a { limit } else { 3 } { n => n }", "limit"),
        ("match a { 1 => { 3 }.max(limit), _ => 2 }", "limit"),
        ("match a { Some(limit) => { limit }.max(3), None => limit }", "limit"),
        ("{ struct A; impl From<u32> for A {} A::from(limit) }", "limit"),
        ("text(format!(\"{limit }\"))", "limit"),
        ("text(format!(\"{:limit$}\", A))", "limit"),
        ("text(format!(\"{A:>08.limit$}\"))", "limit"),
        ("text(format!(\"{:0limit$}\", A))", "limit"),
        ("text(format!(\"{{{limit:e}}}\"))", "limit"),
    ] {
        assert_eq!(found(expression).as_deref(), Some(name), "{expression}");
    }
}

#[test]
fn other_words_are_not_variables() {
    for expression in [
        "LIMIT",
        "Self::limit",
        "limit::MAX",
        "self::LIMIT",
        "crate::limit()",
        "config::limit",
        "CONFIG.limit",
        "CONFIG.limit()",
        "CONFIG.limit.max(3)",
        "limit!()",
        "Limits { limit: 3 }",
        "b\"{limit}\"",
        "\"limit\"",
        "|e| e.is_busy()",
        "|Failed { e, .. }| e.is_busy()",
        "|limit: u32, e: Vec<u8>| limit + e",
        "move |limit| { limit }",
        "|error| error.limit.e",
        "list(|limit| limit, |e| -> Result<A, B> { e })",
        "list.iter().map(|limit| *limit).max()",
        "{ let limit = 7; limit }",
        "{ let (limit, e): (u8, u8) = pair; limit + e }",
        "if let Some(limit) = OPTION { limit } else { 3 }",
        "if let Some(limit) = A && let Some(e) = B { limit + e } else { 3 }",
        "while let 1..=3 = A { }",
        "match A { Some(limit) if limit > 3 => limit, Some(e) => { e } None => 3 }",
        "{ for limit in LIST { drop(limit) } }",
        "list(|limit| A || limit, |e| e || A)",
        "match unsafe { A } { limit => limit }",
        "match A { Some(limit) => { limit }.max(3), None => 3 }",
        "text(format!(\"{limits} limit {}\", A))",
        "text(format!(\"{:e} {{limit}}\", A))",
        "'e: loop { break 'e 3 }",
    ] {
        assert_eq!(found(expression), None, "{expression}");
    }
}
