//! Builds anew when a file is added to a folder that the program embeds.

fn main() {
    println!("cargo::rerun-if-changed=frameworks");
}
