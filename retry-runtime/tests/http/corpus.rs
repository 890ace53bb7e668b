//! A folder of whole replies, events, and bodies, each with the verdict that it must get. Fuzzing starts from the same files.
//!
//! A file holds, from top to bottom:
//!
//! - lines that begin with `# `: the source of the case, and the reason for its verdict
//! - the verdict: a class, then `, hint …` or `, reset …` if there is one; `none` for an answer
//! - the status, then one line per header; or the word `event` (one event of a stream) or `body` (the body of a 200)
//! - an empty line, and the body

use std::fs;
use std::path::Path;

use retry_attr_runtime::Verdict;
use retry_attr_runtime::http::ApiError;

use crate::{judge, of_reply};

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) expected: String,
    pub(crate) form: Form,
    pub(crate) body: String,
}

pub(crate) enum Form {
    Reply { status: u16, headers: Vec<(String, String)> },
    Event,
    Body,
}

/// Every case of a folder below `retry-runtime/tests/http`.
pub(crate) fn read(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http").join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    let paths = files.map(|file| file.expect("the folder can be read").path());
    let case = |path: &Path| {
        let name = path.file_stem()?.to_str()?;
        Case::parse(name, &fs::read_to_string(path).ok()?)
    };
    paths.map(|path| case(&path).unwrap_or_else(|| panic!("{}: no case", path.display()))).collect()
}

impl Case {
    pub(crate) fn parse(name: &str, text: &str) -> Option<Self> {
        let mut rest = text;
        while rest.starts_with("# ") {
            rest = rest.split_once('\n')?.1;
        }
        let (expected, rest) = rest.split_once('\n')?;
        let (form, rest) = rest.split_once('\n')?;
        let (headers, body) = match rest.strip_prefix('\n') {
            Some(body) => ("", body),
            None => rest.split_once("\n\n")?,
        };
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.into(), value.into()));
        let headers: Vec<_> = headers.lines().map(header).collect::<Option<_>>()?;
        let form = match form {
            "event" if headers.is_empty() => Form::Event,
            "body" if headers.is_empty() => Form::Body,
            status => Form::Reply { status: status.parse().ok()?, headers },
        };
        Some(Self { name: name.into(), expected: expected.into(), form, body: body.into() })
    }

    /// The actual verdict on the case, in the format of a file.
    fn real(&self) -> String {
        match &self.form {
            Form::Event => shown_error(ApiError::in_event(&self.body).as_ref()),
            Form::Body => shown_error(ApiError::in_body(self.body.as_bytes()).as_ref()),
            Form::Reply { status, headers } => {
                let headers: Vec<_> =
                    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let verdict = judge(*status, &headers, &self.body);
                let error = of_reply(*status, &headers, &self.body);
                assert_eq!(error.verdict(), verdict, "{}: `of_reply` and `verdict` disagree", self.name);
                let refuses = matches!(status, 429 | 498 | 503 | 529);
                assert!(refuses || verdict.may_have_run(), "{}: it may have run", self.name);
                shown(verdict)
            }
        }
    }

    /// A description of the wrong verdict, if the verdict is wrong.
    pub(crate) fn mistake(&self) -> Option<String> {
        let real = self.real();
        (real != self.expected).then(|| format!("{}: {real}, not {}", self.name, self.expected))
    }
}

fn shown_error(error: Option<&ApiError>) -> String {
    assert!(error.is_none_or(|error| error.verdict().may_have_run()), "there is no status line");
    error.map_or("none".into(), |error| shown(error.verdict()))
}

fn shown(verdict: Verdict) -> String {
    assert!(verdict.may_have_been_sent(), "there is a reply");
    let hint = verdict.hint().map(|hint| format!(", hint {hint:?}")).unwrap_or_default();
    let reset = verdict.reset().map(|reset| format!(", reset {reset:?}")).unwrap_or_default();
    format!("{:?}{hint}{reset}", verdict.class())
}
