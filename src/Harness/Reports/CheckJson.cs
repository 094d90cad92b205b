using System.Text.Json;
using Harness.Checks;
using Harness.Checks.Dockerfiles;

namespace Harness.Reports;

/// <summary>The checks as JSON.</summary>
public static class CheckJson
{
    /// <summary>Writes one check.</summary>
    public static void Write(Utf8JsonWriter json, Check check)
    {
        var info = check.Info;
        json.WriteStartObject();
        json.WriteString("id", info.Id);
        json.WriteString("title", info.Title);
        json.WriteString("kind", check is DockerfileCheck ? "dockerfile" : check is StaticCheck ? "static" : "sandbox");
        json.WriteString("severity", Names.Of(info.Severity));
        json.WriteString("appliesTo", info.AppliesTo);
        json.WriteString("guide", info.Citation);
        json.WriteString("why", info.Why);
        json.WriteString("remedy", info.Remedy);
        json.WriteString("breaksWith", info.BreaksWith);
        json.WriteString("neverAlone", info.NeverAlone);
        json.WriteStartObject("example");
        json.WriteString("fault", info.Example.Fault);
        json.WriteString("mend", info.Example.Mend);
        json.WriteEndObject();
        json.WriteStartArray("requires");
        foreach (var required in check is SandboxCheck sandbox ? sandbox.Requires : [])
        {
            json.WriteStringValue(required);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
