//! The cost of compiling: many annotated functions, and the crates that come with the attribute.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Fallible, HERE};

/// The number of functions that expansion is timed with.
const FUNCTIONS: u32 = 500;
/// The number of functions that one crate has more than the other where instructions are counted. callgrind is slow.
const COUNTED: u32 = 50;
/// The longest that the expansion of a function of 42 lines may take, as a multiple of the time to parse it. It is about
/// two, because the body is parsed again. A limit in seconds would depend on how busy the machine is.
const LIMIT: f64 = 4.0;
/// The attribute on a function, as its path and the crate that has it.
const OURS: &str = "#[retry_attr::retry(max = 4)]\n";

const FUNCTIONS_FILE: &str = "functions.tsv";
const COLD_FILE: &str = "cold.tsv";

/// Milliseconds per function.
struct Functions {
    /// The expansion of macros.
    expansion: f64,
    /// The parsing before.
    parsing: f64,
}

/// Rows of words.
pub(crate) struct Compile {
    pub(crate) functions: Vec<Vec<String>>,
    pub(crate) cold: Vec<Vec<String>>,
}

pub(crate) fn of() -> Fallible<Compile> {
    Ok(Compile { functions: crate::kept(FUNCTIONS_FILE)?, cold: crate::kept(COLD_FILE)? })
}

pub(crate) fn functions() -> Fallible {
    let mut functions = Vec::new();
    for lines in [2, 42] {
        for way in ["plain", "hand", "ours"] {
            let thousands = instructions(way, lines)? / 1000.0;
            let Functions { expansion, .. } = compile(way, lines)?;
            let row =
                [way.to_owned(), lines.to_string(), format!("{thousands:.0}"), format!("{expansion:.2} ms")];
            functions.push(row.to_vec());
        }
    }
    crate::keep(FUNCTIONS_FILE, &functions)
}

pub(crate) fn trees() -> Fallible {
    let ours = dependency("retry-attr", "path = \"../../..\"");
    let with_syn = format!("{ours}syn = {{ version = \"3\", features = [\"full\"] }}\n");
    let backon = "backon = \"1\"\nbackon-macros = \"1\"\n\
                  tokio = { version = \"1\", features = [\"time\"] }\n";
    let cold = [
        cold("`retry-attr`", &ours)?,
        cold("`retry-attr`, and `syn` with `full`", &with_syn)?,
        cold("`backon`, `backon-macros` and tokio", backon)?,
    ];
    crate::keep(COLD_FILE, &cold)
}

/// A complaint, if the attribute takes longer than it may.
pub(crate) fn too_slow() -> Fallible<Option<String>> {
    let Functions { expansion, parsing, .. } = compile("ours", 42)?;
    let times = expansion / parsing;
    println!("expansion of 42 lines = {expansion:.2} ms, {times:.1} times their parsing");
    Ok((times > LIMIT).then(|| {
        format!("a function of 42 lines is expanded in {times:.1} times its parsing, above {LIMIT}")
    }))
}

/// The fastest of three builds of the functions, after one that builds the attribute.
fn compile(way: &str, lines: u32) -> Fallible<Functions> {
    let needs = dependency("retry-attr", "path = \"../../..\"");
    let package =
        package("functions", if way == "ours" { &needs } else { "" }, &source(way, lines, FUNCTIONS))?;
    let mut best = Functions { expansion: f64::MAX, parsing: f64::MAX };
    let each = |seconds: f64| seconds / f64::from(FUNCTIONS) * 1000.0;
    for build in 0..4 {
        // Cargo builds a file whose time has changed.
        fs::write(package.join("src/lib.rs"), source(way, lines, FUNCTIONS))?;
        let mut cargo = cargo(&package, &["rustc", "--lib", "--profile", "check", "--", "-Ztime-passes"]);
        let output = cargo.env("RUSTC_BOOTSTRAP", "1").output()?;
        let words = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
        if build > 0 {
            best.expansion = best.expansion.min(each(pass(&words, "macro_expand_crate")?));
            best.parsing = best.parsing.min(each(pass(&words, "parse_crate")?));
        }
    }
    Ok(best)
}

/// The instructions of rustc for one more function, as callgrind counts them: time differs by a tenth from run to run.
fn instructions(way: &str, lines: u32) -> Fallible<f64> {
    let needs = dependency("retry-attr", "path = \"../../..\"");
    let mut counts = [0.0; 2];
    for (count, functions) in counts.iter_mut().zip([1, 1 + COUNTED]) {
        let source = source(way, lines, functions);
        let package = package("counted", if way == "ours" { &needs } else { "" }, &source)?;
        let wrapper = package.join("callgrind");
        fs::write(&wrapper, CALLGRIND)?;
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
        let mut cargo = cargo(&package, &["check", "--lib"]);
        let output = cargo.env("CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER", &wrapper).output()?;
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = words.lines().rfind(|line| line.contains("Collected :")).ok_or_else(|| words.clone())?;
        *count = line.rsplit(' ').next().unwrap_or_default().parse()?;
    }
    Ok((counts[1] - counts[0]) / f64::from(COUNTED))
}

/// Counts the build of the package, and of no dependency. The line stays in what cargo shows of the build.
const CALLGRIND: &str = "#!/bin/sh
case \" $* \" in *' --crate-name generated '*) exec valgrind --tool=callgrind --callgrind-out-file=/dev/null \"$@\" ;; esac
exec \"$@\"
";

/// The seconds of one of rustc's passes.
fn pass(words: &str, name: &str) -> Fallible<f64> {
    let line = words.lines().rfind(|line| line.ends_with(name)).ok_or_else(|| words.to_owned())?;
    let seconds = line.split_whitespace().nth(1).ok_or("a pass without its time")?;
    Ok(seconds.trim_end_matches(';').parse()?)
}

/// Functions of 2 or 42 lines, each with calls that may fail.
fn source(way: &str, lines: u32, functions: u32) -> String {
    let mut all = "#![allow(dead_code)]\n\
        #[derive(Debug)] pub struct E(pub u32);\n\
        impl std::fmt::Display for E { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }\n\
        pub type R = Result<u64, E>;\n\
        #[inline(never)] pub fn work(x: u64) -> R { if x == 0 { Err(E(1)) } else { Ok(x) } }\n"
        .to_owned();
    if way == "ours" {
        all += "impl retry_attr::Retryable for E { fn verdict(&self) -> retry_attr::Verdict { retry_attr::Verdict::transient() } }\n";
    }
    for number in 0..functions {
        let body = body(number, lines);
        let _ = match way {
            "hand" => writeln!(
                all,
                "pub fn f{number}(x: u64) -> R {{ let mut retries = 0; loop {{ let outcome = (|| -> R {{\n{body}}})(); \
                 match outcome {{ Ok(value) => return Ok(value), Err(error) => {{ if retries == 3 {{ return Err(error); }} \
                 retries += 1; std::thread::sleep(std::time::Duration::from_millis(500 << retries)); }} }} }} }}"
            ),
            "ours" => writeln!(all, "{OURS}pub fn f{number}(x: u64) -> R {{\n{body}}}"),
            _ => writeln!(all, "pub fn f{number}(x: u64) -> R {{\n{body}}}"),
        };
    }
    all
}

fn body(number: u32, lines: u32) -> String {
    let mut body = format!("    let mut y = work(x.wrapping_add({number}))?;\n");
    for line in 0..lines - 2 {
        let _ = writeln!(
            body,
            "    if y % {} == 1 {{ let z = work(y + {line})?; y = y.wrapping_mul(z).rotate_left({}) ^ (z >> {}); }} \
             else {{ y = match y & 3 {{ 0 => y + {line}, 1 => y.wrapping_sub({line}), _ => y ^ {line} }}; }}",
            line + 3,
            line % 31,
            line % 13,
        );
    }
    if lines == 2 {
        body = body.replace("let mut", "let");
    }
    body + &format!("    Ok(y ^ {number})\n")
}

/// The least processor time of two builds from nothing.
fn cold(what: &str, dependencies: &str) -> Fallible<Vec<String>> {
    let package = package("cold", dependencies, "")?;
    let tree = cargo(&package, &["tree", "--edges", "normal,build", "--prefix", "none"]).output()?;
    let tree = String::from_utf8(tree.stdout)?;
    // The name and the version: two versions of a crate are built twice.
    let two_words = |line: &str| line.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
    let mut crates: Vec<String> = tree.lines().skip(1).map(two_words).collect();
    crates.sort_unstable();
    crates.dedup();
    let mut seconds = f64::MAX;
    for _ in 0..2 {
        let _ = fs::remove_dir_all(package.join("target"));
        let before = children()?;
        let done = cargo(&package, &["check"]).output()?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into());
        }
        seconds = seconds.min(children()? - before);
    }
    fs::remove_dir_all(package.join("target"))?;
    let crates = format!("{}: {}", crates.len(), crates.join(", "));
    Ok(vec![what.to_owned(), format!("{seconds:.1} s"), crates])
}

pub(crate) fn dependency(name: &str, rest: &str) -> String {
    format!("{name} = {{ {rest} }}\n")
}

/// A separate package under `target/`, with its own target directory.
pub(crate) fn package(name: &str, dependencies: &str, library: &str) -> Fallible<PathBuf> {
    let folder = Path::new(HERE).join("target").join(format!("generated-{name}"));
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[workspace]\n[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [profile.dev]\ndebug = 0\n[profile.size]\ninherits = \"release\"\nopt-level = \"z\"\n[dependencies]\n{dependencies}"
    );
    let file = folder.join("Cargo.toml");
    if fs::read_to_string(&file).is_ok_and(|before| before != manifest) {
        // Another tree of crates.
        let _ = fs::remove_file(folder.join("Cargo.lock"));
    }
    fs::write(file, manifest)?;
    fs::write(folder.join("src/lib.rs"), library)?;
    Ok(folder)
}

pub(crate) fn cargo(package: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(package).args(arguments).env("CARGO_TARGET_DIR", package.join("target"));
    // Incremental builds of an unchanged source compile nothing.
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Processor seconds of all children that have ended, and of their children. The clock ticks a hundred times per second.
pub(crate) fn children() -> Fallible<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let [user, system] = [fields[13].parse::<u32>()?, fields[14].parse::<u32>()?];
    Ok(f64::from(user + system) / 100.0)
}
