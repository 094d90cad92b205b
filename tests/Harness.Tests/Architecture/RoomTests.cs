using System.Reflection;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Architecture;

/// <summary>The library is laid out in one direction, and what touches the outside world is in one place.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RoomTests
{
    private static readonly Assembly Library = typeof(HarnessException).Assembly;

    // What the compiler and its generators make has namespaces of its own.
    private static readonly IReadOnlyList<TypeUse> Uses =
        [.. CompiledUses.Of(Library).Where(use => use.User.StartsWith("Harness.", StringComparison.Ordinal))];

    private static readonly string Order = $"the order is {string.Join(" < ", Rooms.Order)}, and a room knows those before it only";

    [Test]
    public void Every_type_is_in_a_room_that_has_a_place_in_the_order() =>
        Library.GetTypes().Where(type => type.Namespace?.StartsWith("Harness.", StringComparison.Ordinal) == true)
            .Where(type => !Rooms.Order.Contains(Rooms.Of(type.FullName!)))
            .Select(type => $"{type.FullName} is in no room of the order ({string.Join(", ", Rooms.Order)}). Give the room its place there.")
            .ShouldBeEmpty();

    [Test]
    public void A_room_uses_only_rooms_before_it() =>
        Uses.Where(use => use.Library == "Harness" && IsWrongWay(Rooms.Of(use.User), Rooms.Of(use.Used)))
            .Select(use => $"{use.User} uses {use.Used}: {Order}. Move one of them, or hand over what is needed.")
            .ShouldBeEmpty();

    [Test]
    public void A_directive_names_only_rooms_before_the_files_own() =>
        SourceFiles.Below("src/Harness").SelectMany(file => file.Usings
                .Where(used => used.StartsWith("Harness.", StringComparison.Ordinal) && IsWrongWay(Rooms.Of($"{file.Namespace}.x"), Rooms.Of($"{used}.x")))
                .Select(used => $"{file.Path}: using {used}: {Order}. A constant leaves no other trace."))
            .ShouldBeEmpty();

    [Test]
    public void Parts_of_equal_rank_do_not_know_each_other() =>
        Rooms.Apart.SelectMany(pair => Uses.Where(use =>
                (Rooms.IsIn(use.User, pair.One) && Rooms.IsIn(use.Used, pair.Other)) || (Rooms.IsIn(use.User, pair.Other) && Rooms.IsIn(use.Used, pair.One)))
                .Select(use => $"{use.User} uses {use.Used}: {pair.One} and {pair.Other} do not know each other. Move what both need to where both may look."))
            .ShouldBeEmpty();

    [Test]
    public void A_package_is_used_where_it_has_its_place() =>
        Uses.Where(use => use.Library != "Harness" && !IsOfPlatform(use.Library)
                && (Package(use.Library) is not { } places || !places.Any(place => Rooms.IsIn(use.User, place))))
            .Select(use => $"{use.User} uses {use.Used} of {use.Library}: "
                + (Package(use.Library) is { } places ? $"only {string.Join(" and ", places)} may." : "the table of packages does not have it."))
            .ShouldBeEmpty();

    [Test]
    public void Only_Platform_touches_processes_and_connections() =>
        Outwards.Where(use => !Rooms.Exceptions.Keys.Any(name => IsOf(use.User, name)))
            .Select(use => $"{use.User} uses {use.Used}: only Platform touches processes and connections. Move it there, or list it with its reason.")
            .ShouldBeEmpty();

    [Test]
    public void Every_exception_is_one() =>
        Rooms.Exceptions.Keys.Where(name => !Outwards.Any(use => IsOf(use.User, name)))
            .Select(name => $"{name} touches nothing outside any more: strike it from the list.")
            .ShouldBeEmpty();

    [TestCase("Harness.Cli", "Harness", "Spectre.Console", "System.CommandLine")]
    [TestCase("sidecar", "Sidecar.Protocol")]
    [TestCase("Sidecar.Protocol")]
    public void A_program_knows_only_what_it_may(string program, params string[] known) =>
        CompiledUses.Of(Assembly.Load(program))
            .Where(use => use.Library != program && !IsOfPlatform(use.Library) && !known.Any(name => IsOf(use.Library, name)))
            .Select(use =>
                $"{use.User} uses {use.Used} of {use.Library}: {program} may know {string.Join(", ", known.DefaultIfEmpty("no other project or package"))}.")
            .ShouldBeEmpty();

    /// <summary>A use is seen wherever it stands: what reads the assembly is tried on this very test.</summary>
    [TestCase(typeof(Uri), "in a method's body")]
    [TestCase(typeof(Version), "in a lambda of an async method")]
    [TestCase(typeof(FormatException), "as what is caught")]
    [TestCase(typeof(Guid), "as an argument of a generic method")]
    [TestCase(typeof(TimeZoneInfo), "in a field")]
    [TestCase(typeof(ObsoleteAttribute), "as an attribute")]
    public void A_use_is_seen(Type used, string place) =>
        CompiledUses.Of(typeof(Sample).Assembly)
            .Count(use => use.User == typeof(Sample).FullName && use.Used == used.FullName)
            .ShouldBe(1, place);

    private static IEnumerable<TypeUse> Outwards => Uses.Where(use => Rooms.Of(use.User) != "Platform"
        && Rooms.Outside.Any(name => name.EndsWith('.') ? use.Used.StartsWith(name, StringComparison.Ordinal) : use.Used == name));

    private static bool IsWrongWay(string? user, string? used) =>
        used is not null && Place(used) > (user is null ? -1 : Place(user));

    private static int Place(string room) => Rooms.Order.ToList().IndexOf(room) is var place and >= 0 ? place : int.MaxValue;

    private static bool IsOf(string longer, string name) => longer == name || longer.StartsWith($"{name}.", StringComparison.Ordinal);

    private static bool IsOfPlatform(string library) =>
        library is "netstandard" or "mscorlib"
        || (library.StartsWith("System.", StringComparison.Ordinal) && library != "System.CommandLine")
        || IsOf(library, "Microsoft.AspNetCore")
        || IsOf(library, "Microsoft.Extensions")
        || library is "Microsoft.Net.Http.Headers" or "Microsoft.Win32.Primitives";

    /// <summary>A package may come in several assemblies: Docker.DotNet.X509 is Docker.DotNet's.</summary>
    private static string[]? Package(string library) =>
        Rooms.Packages.Where(one => IsOf(library, one.Key)).Select(one => one.Value).SingleOrDefault();
}
