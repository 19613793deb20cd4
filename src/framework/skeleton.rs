//! The starting file of `framework new`.

/// A commented file of some twenty entries, sound as it stands, for a person to fill in. An unfit id is left as given;
/// the checker names it.
pub fn skeleton(id: &str) -> String {
    include_str!("skeleton.toml").replace("{id}", id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{cases, parse};

    #[test]
    fn the_starting_file_is_sound() {
        let framework = parse(&skeleton("bo-tieu-chi-moi")).unwrap();
        assert_eq!(framework.id.as_str(), "bo-tieu-chi-moi");
        assert!(
            crate::framework::check(&framework)
                .iter()
                .all(|finding| !finding.is_error())
        );
        assert_eq!(cases::run(&framework).len(), 1);
    }
}
