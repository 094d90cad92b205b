using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Harness.Tests.Architecture;

/// <summary>
/// Reads from a compiled assembly which type uses which: in base types, signatures, fields, attributes and in the bodies of
/// methods, those that the compiler makes of lambdas, iterators and async methods included. A constant of another type is
/// compiled in and leaves no trace: for these, the test of the directives at the head of source files is there.
/// </summary>
internal static class CompiledUses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>Every use, each once, without those of a type by itself.</summary>
    public static IReadOnlyList<TypeUse> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var uses = new HashSet<TypeUse>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var collector = new Collector(metadata);
            Collect(file, metadata, metadata.GetTypeDefinition(handle), collector);
            var user = collector.NameOf(handle).Name;
            uses.UnionWith(collector.Used.Select(used => new TypeUse(user, used.Name, used.Library)).Where(use => use.Used != user));
        }

        return [.. uses.OrderBy(use => use.User, StringComparer.Ordinal).ThenBy(use => use.Used, StringComparer.Ordinal)];
    }

    private static void Collect(PEReader file, MetadataReader metadata, TypeDefinition type, Collector collector)
    {
        collector.Add(type.BaseType);
        foreach (var one in type.GetInterfaceImplementations())
        {
            collector.Add(metadata.GetInterfaceImplementation(one).Interface);
        }

        Collect(metadata, type.GetGenericParameters(), collector);
        Collect(metadata, type.GetCustomAttributes(), collector);
        foreach (var one in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            one.DecodeSignature(collector, null);
            Collect(metadata, one.GetCustomAttributes(), collector);
        }

        foreach (var one in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            Collect(metadata, one.GetCustomAttributes(), collector);
        }

        foreach (var one in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            one.DecodeSignature(collector, null);
            Collect(metadata, one.GetGenericParameters(), collector);
            Collect(metadata, one.GetCustomAttributes(), collector);
            if (one.RelativeVirtualAddress != 0)
            {
                Collect(metadata, file.GetMethodBody(one.RelativeVirtualAddress), collector);
            }
        }
    }

    private static void Collect(MetadataReader metadata, GenericParameterHandleCollection parameters, Collector collector)
    {
        foreach (var constraint in parameters.Select(metadata.GetGenericParameter).SelectMany(one => one.GetConstraints()))
        {
            collector.Add(metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private static void Collect(MetadataReader metadata, CustomAttributeHandleCollection attributes, Collector collector)
    {
        foreach (var attribute in attributes)
        {
            collector.Add(metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private static void Collect(MetadataReader metadata, MethodBodyBlock body, Collector collector)
    {
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            collector.Add(region.CatchType);
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xfe)
            {
                value = (value << 8) | code.ReadByte();
            }

            switch (Operands[value])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok:
                    collector.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    // In two steps: in one, the offset would be taken before the count is read.
                    var targets = code.ReadInt32();
                    code.Offset += targets * sizeof(int);
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += sizeof(long);
                    break;
                case OperandType.InlineVar:
                    code.Offset += sizeof(short);
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += sizeof(byte);
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    code.Offset += sizeof(int);
                    break;
            }
        }
    }

    /// <summary>Takes every type that a handle or a signature leads to; what a signature decodes to is of no interest.</summary>
    private sealed class Collector(MetadataReader metadata) : ISignatureTypeProvider<object?, object?>
    {
        public HashSet<(string Name, string Library)> Used { get; } = [];

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Used.Add(NameOf((TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    Used.Add(NameOf((TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(method.Method);
                    method.DecodeSignature(this, null);
                    break;
                default:
                    throw new NotSupportedException($"{handle.Kind} is not known as the operand of an instruction.");
            }
        }

        public (string Name, string Library) NameOf(TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            return type.IsNested
                ? NameOf(type.GetDeclaringType())
                : (FullName(type.Namespace, type.Name), metadata.GetString(metadata.GetAssemblyDefinition().Name));
        }

        private (string Name, string Library) NameOf(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            return type.ResolutionScope.Kind switch
            {
                HandleKind.TypeReference => NameOf((TypeReferenceHandle)type.ResolutionScope),
                HandleKind.AssemblyReference => (
                    FullName(type.Namespace, type.Name),
                    metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)),
                var kind => throw new NotSupportedException($"{kind} is not known as the place of a type."),
            };
        }

        private string FullName(StringHandle space, StringHandle name) =>
            space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

        public object? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return null;
        }

        public object? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return null;
        }

        public object? GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return null;
        }

        public object? GetArrayType(object? elementType, ArrayShape shape) => null;

        public object? GetByReferenceType(object? elementType) => null;

        public object? GetFunctionPointerType(MethodSignature<object?> signature) => null;

        public object? GetGenericInstantiation(object? genericType, System.Collections.Immutable.ImmutableArray<object?> typeArguments) => null;

        public object? GetGenericMethodParameter(object? genericContext, int index) => null;

        public object? GetGenericTypeParameter(object? genericContext, int index) => null;

        public object? GetModifiedType(object? modifier, object? unmodifiedType, bool isRequired) => null;

        public object? GetPinnedType(object? elementType) => null;

        public object? GetPointerType(object? elementType) => null;

        public object? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public object? GetSZArrayType(object? elementType) => null;
    }
}
