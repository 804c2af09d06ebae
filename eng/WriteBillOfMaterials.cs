using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Writes what a project was restored with as an SPDX 2.3 document. The same input gives the same bytes.</summary>
/// <remarks>Compiled by MSBuild against netstandard2.0 without a JSON library: the list of libraries is read line by line, as NuGet writes it.</remarks>
public class WriteBillOfMaterials : Task
{
    private static readonly Regex Library = new Regex("^    \"(?<name>[^/\"]+)/(?<version>[^\"]+)\": \\{$", RegexOptions.CultureInvariant);
    private static readonly Regex Hash = new Regex("^      \"sha512\": \"(?<hash>[^\"]+)\"", RegexOptions.CultureInvariant);

    public string AssetsFile { get; set; }

    public string PackageName { get; set; }

    public string PackageVersion { get; set; }

    public string License { get; set; }

    public string OutputFile { get; set; }

    public override bool Execute()
    {
        List<Tuple<string, string, string>> libraries = ReadLibraries();
        StringBuilder json = new StringBuilder();
        json.Append("{\n  \"spdxVersion\": \"SPDX-2.3\",\n  \"dataLicense\": \"CC0-1.0\",\n  \"SPDXID\": \"SPDXRef-DOCUMENT\",\n");
        json.Append("  \"name\": \"").Append(PackageName).Append(' ').Append(PackageVersion).Append("\",\n");
        json.Append("  \"documentNamespace\": \"https://spdx.org/spdxdocs/").Append(PackageName).Append('-').Append(PackageVersion).Append("\",\n");
        json.Append("  \"creationInfo\": { \"created\": \"1970-01-01T00:00:00Z\", \"creators\": [\"Tool: eng/WriteBillOfMaterials.cs\"] },\n");
        json.Append("  \"packages\": [\n");
        Append(json, "SPDXRef-Package", PackageName, PackageVersion, License, null);
        for (int index = 0; index < libraries.Count; index++)
        {
            json.Append(",\n");
            Append(json, "SPDXRef-Dependency-" + index, libraries[index].Item1, libraries[index].Item2, "NOASSERTION", libraries[index].Item3);
        }

        json.Append("\n  ],\n  \"relationships\": [\n");
        json.Append("    { \"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-Package\" }");
        for (int index = 0; index < libraries.Count; index++)
        {
            json.Append(",\n    { \"spdxElementId\": \"SPDXRef-Package\", \"relationshipType\": \"DEPENDS_ON\", \"relatedSpdxElement\": \"SPDXRef-Dependency-").Append(index).Append("\" }");
        }

        json.Append("\n  ]\n}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(OutputFile));
        File.WriteAllText(OutputFile, json.ToString());
        return true;
    }

    private static void Append(StringBuilder json, string id, string name, string version, string license, string hash)
    {
        json.Append("    { \"SPDXID\": \"").Append(id).Append("\", \"name\": \"").Append(name).Append("\", \"versionInfo\": \"").Append(version);
        json.Append("\", \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false, \"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": \"").Append(license);
        json.Append("\", \"copyrightText\": \"NOASSERTION\"");
        if (hash != null)
        {
            string hex = string.Concat(Convert.FromBase64String(hash).Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
            json.Append(", \"checksums\": [{ \"algorithm\": \"SHA512\", \"checksumValue\": \"").Append(hex).Append("\" }]");
        }

        json.Append(", \"externalRefs\": [{ \"referenceCategory\": \"PACKAGE-MANAGER\", \"referenceType\": \"purl\", \"referenceLocator\": \"pkg:nuget/");
        json.Append(name).Append('@').Append(version).Append("\" }] }");
    }

    // Packages only: a project of this repository has no hash there.
    private List<Tuple<string, string, string>> ReadLibraries()
    {
        List<Tuple<string, string, string>> libraries = new List<Tuple<string, string, string>>();
        bool inside = false;
        Match current = Match.Empty;
        foreach (string line in File.ReadLines(AssetsFile))
        {
            if (line.StartsWith("  \"", StringComparison.Ordinal))
            {
                inside = line.StartsWith("  \"libraries\":", StringComparison.Ordinal);
            }
            else if (inside)
            {
                Match library = Library.Match(line);
                Match hash = Hash.Match(line);
                current = library.Success ? library : current;
                if (hash.Success && current.Success)
                {
                    libraries.Add(Tuple.Create(current.Groups["name"].Value, current.Groups["version"].Value, hash.Groups["hash"].Value));
                }
            }
        }

        return libraries;
    }
}
