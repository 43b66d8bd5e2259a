namespace Supply.Dispensing.Patients;

/// <param name="Key">Version of the key it was made with.</param>
public readonly record struct PatientHash(int Key, byte[] Value);
