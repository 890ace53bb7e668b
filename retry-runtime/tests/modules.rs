//! The layers of the runtime: a module imports only what stands before it, and no two files import each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The top-level modules, each of which may import only those before it.
const LAYERS: [&str; 15] = [
    "verdict",
    "event",
    "policy",
    "random",
    "seam",
    "wait",
    "telemetry",
    "outcome",
    "attempts",
    "upstream",
    "http",
    "errors",
    "clients",
    "stream",
    "test",
];

#[test]
fn a_module_imports_only_what_stands_before_it() {
    let mut upward = Vec::new();
    for file in files() {
        let Some(own) = layer(&file.module) else { continue };
        for import in file.imports() {
            if layer(&import).is_some_and(|layer| layer > own) {
                upward.push(format!("{} imports {}", file.module.join("::"), import.join("::")));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn no_two_files_import_each_other() {
    let files = files();
    let modules: BTreeSet<_> = files.iter().map(|file| file.module.clone()).collect();
    let edges: BTreeSet<_> = files
        .iter()
        .flat_map(|file| file.imports().into_iter().map(|import| (&file.module, import)))
        .filter_map(|(from, import)| Some((from.clone(), longest_known(import, &modules)?)))
        .collect();
    let mutual: Vec<_> =
        edges.iter().filter(|(a, b)| a < b && edges.contains(&(b.clone(), a.clone()))).collect();
    assert!(mutual.is_empty(), "{mutual:#?}");
}

#[test]
fn every_top_level_module_has_a_layer() {
    let missing: Vec<_> = files()
        .into_iter()
        .filter(|file| file.module != ["lib"] && layer(&file.module).is_none())
        .map(|file| file.path)
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

fn layer(module: &[String]) -> Option<usize> {
    LAYERS.iter().position(|layer| module.first().is_some_and(|first| first == layer))
}

/// The file that an imported path leads to.
fn longest_known(mut path: Vec<String>, modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    while !path.is_empty() && !modules.contains(&path) {
        path.pop();
    }
    (!path.is_empty()).then_some(path)
}

struct File {
    path: PathBuf,
    module: Vec<String>,
    /// The code without comments, re-exports of submodules, and unit tests.
    code: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    assert!(paths.len() > 50, "only {} files", paths.len());
    let file = |path: PathBuf| {
        let relative = path.strip_prefix(&root).unwrap().with_extension("");
        let module: Vec<_> = relative.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
        let code = code(&fs::read_to_string(&path).unwrap());
        File { path, module, code }
    };
    paths.into_iter().map(file).filter(|file| !file.module.contains(&"tests".to_owned())).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        let is_reexport = line.starts_with("pub") && line.contains(" use self::");
        !line.starts_with("//") && !is_reexport
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl File {
    /// Every path that begins with `crate::`, `super::`, or `self::`, from the root of the crate.
    fn imports(&self) -> Vec<Vec<String>> {
        let mut imports = Vec::new();
        for (start, _) in
            ["crate::", "super::", "self::"].iter().flat_map(|root| self.code.match_indices(root))
        {
            let before = self.code[..start].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | ':' | '$')) {
                continue;
            }
            let mut base = Vec::new();
            let mut rest = &self.code[start..];
            if let Some(path) = rest.strip_prefix("crate::") {
                rest = path;
            } else if let Some(path) = rest.strip_prefix("self::") {
                base.clone_from(&self.module);
                rest = path;
            } else {
                base.clone_from(&self.module);
                while let Some(path) = rest.strip_prefix("super::") {
                    rest = path;
                    base.pop();
                }
            }
            names(&base, rest, &mut imports);
        }
        imports
    }
}

/// Adds the path, or each path of a list in braces.
fn names(base: &[String], rest: &str, imports: &mut Vec<Vec<String>>) {
    if let Some(list) = rest.strip_prefix('{') {
        let list = list.split('}').next().unwrap();
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            names(base, name, imports);
        }
        return;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let mut path = base.to_vec();
    path.push(rest[..end].to_owned());
    match rest[end..].strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => names(&path, rest, imports),
        _ => imports.push(path),
    }
}
