fn main() {
    panic!("Überlauf ✓");
}
