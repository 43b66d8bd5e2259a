namespace Supply.Kernel;

/// <summary>
/// Medicines and medical supplies are the two classes that the official indicator <c>ind-a</c> names; the rest is reported apart.
/// </summary>
public enum ProductClass
{
    Medicine,
    MedicalSupply,
    Vaccine,
    Other,
}
