using Harness.Checks;

namespace Harness.Tests.Checks;

/// <summary>The specification of a check that there is only in a test.</summary>
internal static class SampleInfo
{
    public static CheckInfo Of(string id, string title = "") => new()
    {
        Id = id,
        Title = title,
        Guide = [],
        AppliesTo = "",
        Why = "",
        Remedy = "",
        BreaksWith = "",
        Example = new() { Fault = "", Mend = "" },
    };
}
