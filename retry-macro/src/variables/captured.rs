// Input:  "{limit:>width$e}"
// Output: true for `limit` and `width`, false for `e`
//
/// Whether a format string captures the variable.
pub(crate) fn is_captured(text: &str, name: &str) -> bool {
    let is_of_name = |c: char| c == '_' || c.is_alphanumeric();
    // The `0` of `{:0width$}` is a flag.
    let is_flag = |c: char| c.is_ascii_digit();
    let ends_with_name = |text: &str| {
        text.rsplit(|c| !is_of_name(c)).next().is_some_and(|word| word.trim_start_matches(is_flag) == name)
    };
    let captures = |placeholder: &str| {
        let (argument, format) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        argument.trim() == name || format.rsplit('$').skip(1).any(ends_with_name)
    };
    let is_format = text.starts_with(['"', 'r']);
    is_format
        && text.replace("{{", "").split('{').skip(1).filter_map(|text| text.split('}').next()).any(captures)
}
