void main()
{
    throw new Exception("Überlauf ✓");
}
