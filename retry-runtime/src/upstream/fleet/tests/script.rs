use crate::upstream::fleet::Script;

#[test]
fn the_text_of_a_script_is_that_of_its_files() {
    let [take, slow, hold] = Script::ALL.map(Script::source);
    let pace = include_str!("../script/pace.lua");
    assert_eq!(take.strip_prefix(pace), Some(include_str!("../script/take.lua")));
    assert_eq!(slow.strip_prefix(pace), Some(include_str!("../script/slow.lua")));
    assert_eq!(hold, include_str!("../script/hold.lua"));
}
