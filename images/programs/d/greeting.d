module greeting;

string greetingFrom(string origin)
{
    return "Grüße aus " ~ origin ~ " ✓";
}
