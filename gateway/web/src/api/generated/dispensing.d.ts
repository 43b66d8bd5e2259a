export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptHeldRequest: {
            /** Format: date */
            prescribedOn?: null | string;
            /** Format: date-time */
            presentedAt?: null | string;
        };
        AnswerCitizenReportRequest: {
            /** @enum {null|string} */
            answer?: "contradicted" | "delivered" | "explained" | null;
            text?: null | string;
        };
        AuditOperationsAuditView: {
            action: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            correlationId: string;
            detail: null | string;
            document: string;
            /** Format: uuid */
            id: string;
            role: string;
            subject: string;
        };
        CitizenReportView: {
            /** @enum {null|string} */
            answer: "contradicted" | "delivered" | "explained" | null;
            /** Format: date-time */
            answeredAt: null | string;
            answeredBy: null | string;
            answerText: null | string;
            contradicts: boolean;
            /** Format: date-time */
            deliveredAt: null | string;
            facility: string;
            folio: string;
            /** Format: uuid */
            id: string;
            /** Format: date */
            localDate: string;
            missing: string;
            number: string;
            /** Format: date-time */
            receivedAt: string;
            record: null | components["schemas"]["CitizenReportViewRecordView"];
            state: string;
            /** @enum {string} */
            status: "received" | "answered" | "delivered";
            /** Format: int32 */
            version: number;
        };
        CitizenReportViewRecordView: {
            complete: boolean;
            /** Format: date */
            localDate: string;
            /** Format: int64 */
            owed: number;
            /** Format: date */
            prescribedOn: string;
            /** Format: uuid */
            prescription: string;
        };
        CodeChangeRoutesCodeChangeView: {
            /** @description The code that they are given. */
            current: string;
            /** Format: date-time */
            dueAt: null | string;
            /** Format: date-time */
            finishedAt: null | string;
            /** Format: int64 */
            moved: number;
            note: null | string;
            /** Format: date-time */
            requestedAt: string;
            /** @description The code under which the rows were recorded. */
            stated: string;
            /**
             * @description `moving`, `sweeping` (all moved, looked through again later), `finished` or `postponed`
             *         (see the note).
             * @enum {string}
             */
            status: "moving" | "sweeping" | "finished" | "postponed";
        };
        DeliveredLine: {
            /** Format: int32 */
            line: number;
            lots: null | components["schemas"]["DispensedLot"][];
            /** Format: int32 */
            quantity: number;
        };
        DispensedLot: {
            lot: string;
            /** Format: int32 */
            quantity: number;
        };
        FillRoutesFillView: {
            /**
             * Format: int64
             * @description Facts since it fell due.
             */
            count: number;
            /**
             * Format: date-time
             * @description When a database that had nothing of it was given what the owner had: what this service alone had made of it before is lost.
             */
            filledAt: null | string;
            note: null | string;
            owner: string;
            /**
             * @description `due`, `filling` or `taken`.
             * @enum {string}
             */
            status: "due" | "filling" | "taken";
            stream: string;
            /**
             * Format: date-time
             * @description When it was last taken whole; absent: never.
             */
            takenAt: null | string;
        };
        GetDeliveryResponse: {
            /** Format: date-time */
            deliveredAt: string;
            facility: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["DeliveredLine"][];
            /** Format: date */
            localDate: string;
            owed: components["schemas"]["OwedLine"][];
            /** Format: uuid */
            prescription: string;
            reason: null | string;
            /** Format: date-time */
            reversedAt: null | string;
            reversedBy: null | string;
            /** @enum {string} */
            status: "recorded" | "reversed";
            /** Format: int32 */
            version: number;
        };
        GetPrescriptionResponse: {
            complete: boolean;
            deliveries: components["schemas"]["PrescriptionDelivery"][];
            facility: string;
            folio: null | string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "individual" | "collective";
            lines: components["schemas"]["PrescriptionLine"][];
            /** Format: date */
            localDate: string;
            owed: components["schemas"]["OwedLine"][];
            patientLinked: boolean;
            possibleDuplicate: boolean;
            /** Format: date */
            prescribedOn: string;
            /** Format: date-time */
            presentedAt: string;
            /** Format: date-time */
            recordedAt: string;
            recordedBy: string;
            reversedDeliveries: components["schemas"]["ReversedDelivery"][];
            service: null | string;
            state: string;
            /** @enum {string} */
            status: "recorded" | "held" | "voided";
            timeZone: string;
            unknown: string[];
            unverified: boolean;
            /** Format: int32 */
            version: number;
            voidReason: null | string;
        };
        GetSealingKeyPublicJwk: {
            crv: string;
            kty: string;
            x: string;
            y: string;
        };
        GetSealingKeyResponse: {
            /** @enum {string} */
            algorithm: "ECDH-P256+HKDF-SHA256+A256GCM";
            jwk: components["schemas"]["GetSealingKeyPublicJwk"];
            keyId: string;
            /** Format: date-time */
            validUntil: string;
        };
        JobOperationsJobRunView: {
            by: string;
            /** Format: date-time */
            finishedAt: null | string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            items: number;
            note: null | string;
            /** Format: int64 */
            setAside: number;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "done" | "failed" | "stopped" | "lost";
        };
        JobOperationsJobView: {
            lastRun: null | components["schemas"]["JobOperationsJobRunView"];
            name: string;
            schedule: string;
        };
        JsonElement: unknown;
        LineAnswer: {
            code: null | string;
            detail: null | string;
            /** Format: uuid */
            id: null | string;
            /** Format: int32 */
            line: number;
            /** @enum {string} */
            status: "recorded" | "held" | "repeated" | "refused";
        };
        LineRequest: {
            clave: null | string;
            /** Format: int64 */
            dispensed: null | number;
            /** Format: int64 */
            line: null | number;
            lots?: null | components["schemas"]["LotRequest"][];
            /** Format: int64 */
            prescribed: null | number;
            /** @enum {null|string} */
            reason?: "stockOut" | "insufficientStock" | "clinicalDecision" | "patientDeclined" | "other" | null;
            /** Format: int64 */
            substituteFor?: null | number;
        };
        ListDailyReportsDay: {
            /** Format: date */
            date: string;
            expected: boolean;
            /** Format: int32 */
            prescriptions: number;
            /** @enum {string} */
            status: "reported" | "withoutActivity" | "missing" | "notExpected" | "ahead";
            /** Format: int32 */
            version: null | number;
        };
        ListDailyReportsResponse: {
            days: components["schemas"]["ListDailyReportsDay"][];
            /** Format: int32 */
            expected: number;
            facility: string;
            /** Format: int32 */
            missing: number;
            month: string;
            /** Format: int32 */
            reporting: number;
            timeZone: string;
            /** Format: int32 */
            withoutActivity: number;
        };
        ListOwedItem: {
            clave: string;
            facility: string;
            folio: null | string;
            /** Format: int32 */
            line: number;
            /** Format: date */
            localDate: string;
            /** Format: int32 */
            owed: number;
            /** Format: uuid */
            prescription: string;
            /** Format: date-time */
            presentedAt: string;
            /** Format: int32 */
            version: number;
        };
        ListPrescriptionsItem: {
            complete: boolean;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            dispensed: number;
            facility: string;
            folio: null | string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "individual" | "collective";
            /** Format: int32 */
            lines: number;
            /** Format: date */
            localDate: string;
            /** Format: int64 */
            owed: number;
            possibleDuplicate: boolean;
            /** Format: int64 */
            prescribed: number;
            /** Format: date */
            prescribedOn: string;
            /** Format: date-time */
            presentedAt: string;
            /** @enum {string} */
            status: "recorded" | "held" | "voided";
            timeZone: string;
            unverified: boolean;
            /** Format: int32 */
            version: number;
        };
        LotRequest: {
            lot: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        OutboxOperationsOutboxType: {
            /** Format: int64 */
            count: number;
            type: string;
        };
        OutboxOperationsOutboxView: {
            /** Format: int64 */
            depth: number;
            /**
             * Format: double
             * @description Seconds; absent where none waits.
             */
            oldestAge: null | number;
            types: components["schemas"]["OutboxOperationsOutboxType"][];
        };
        OwedLine: {
            /** Format: int32 */
            line: number;
            /** Format: int32 */
            owed: number;
        };
        PageOfAuditOperationsAuditView: {
            items: components["schemas"]["AuditOperationsAuditView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfCitizenReportView: {
            items: components["schemas"]["CitizenReportView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfCodeChangeRoutesCodeChangeView: {
            items: components["schemas"]["CodeChangeRoutesCodeChangeView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFillRoutesFillView: {
            items: components["schemas"]["FillRoutesFillView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfJobOperationsJobRunView: {
            items: components["schemas"]["JobOperationsJobRunView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfJobOperationsJobView: {
            items: components["schemas"]["JobOperationsJobView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListOwedItem: {
            items: components["schemas"]["ListOwedItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListPrescriptionsItem: {
            items: components["schemas"]["ListPrescriptionsItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfParkedCausesCauseView: {
            items: components["schemas"]["ParkedCausesCauseView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfParkedOperationsParkedView: {
            items: components["schemas"]["ParkedOperationsParkedView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfSetAsideOperationsSetAsideView: {
            items: components["schemas"]["SetAsideOperationsSetAsideView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfToDoCount: {
            items: components["schemas"]["ToDoCount"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        ParkedCausesCauseView: {
            /** @description The first line of the error with ids and numbers left out: the same for all that one fault has stopped. */
            cause: string;
            /** Format: int64 */
            count: number;
            /**
             * Format: uuid
             * @description The message that has been parked longest.
             */
            example: string;
            /** Format: date-time */
            firstAt: string;
            handler: string;
            /** Format: date-time */
            lastAt: string;
            type: string;
        };
        ParkedCausesReplayedView: {
            /**
             * Format: int32
             * @description Taken by their handlers, and no longer parked.
             */
            done: number;
            /** @description Pass it as `after` for those that were not tried yet; null: there are none. */
            next: null | string;
            /**
             * Format: int32
             * @description Tried and still parked.
             */
            parked: number;
        };
        ParkedOperationsParkedMessageView: {
            /** Format: int32 */
            attempts: number;
            body: components["schemas"]["JsonElement"];
            /** Format: uuid */
            causationId: null | string;
            /** Format: uuid */
            correlationId: string;
            /** Format: date-time */
            createdAt: string;
            /** @description What the message tells of: its members up to the version. */
            document: string;
            error: string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            parkedAt: string;
            producer: string;
            type: string;
        };
        ParkedOperationsParkedView: {
            /** Format: int32 */
            attempts: number;
            /** Format: uuid */
            correlationId: string;
            /** Format: date-time */
            createdAt: string;
            error: string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            parkedAt: string;
            producer: string;
            type: string;
        };
        ParkedOperationsSettled: {
            error: null | string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "done" | "parked" | "discarded";
        };
        PrescriptionAnswer: {
            complete: boolean;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["OwedLine"][];
            /** @enum {string} */
            status: "recorded" | "held";
            unverified: boolean;
        };
        /** @description Owed pieces handed over later. */
        PrescriptionDelivery: {
            /** Format: date-time */
            deliveredAt: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["DeliveredLine"][];
            /**
             * Format: date
             * @description The date of the delivery in the prescription's zone.
             */
            localDate: string;
        };
        PrescriptionLine: {
            clave: string;
            /**
             * Format: int32
             * @description Pieces given at presentation.
             */
            dispensed: number;
            /** Format: int32 */
            line: number;
            /** @description Lots that were named; their sum may be less than Dispensed. */
            lots: null | components["schemas"]["DispensedLot"][];
            /** Format: int32 */
            prescribed: number;
            /**
             * @description Why less than prescribed was given: `stockOut`, `insufficientStock`, `clinicalDecision`,
             *                 `patientDeclined`, `other`.
             */
            reason: null | string;
            /**
             * Format: int32
             * @description The number of the line that this one stands in for; such a line is none of its own.
             */
            substituteFor: null | number;
        };
        PrescriptionRequest: {
            facility?: null | string;
            folio?: null | string;
            /** @enum {null|string} */
            kind?: "individual" | "collective" | null;
            lines?: null | components["schemas"]["LineRequest"][];
            patient?: null | string;
            /** Format: date */
            prescribedOn?: null | string;
            /** Format: date-time */
            presentedAt?: null | string;
            sealedPatient?: null | components["schemas"]["SealedPatient"];
            service?: null | string;
        };
        PrescriptionState: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "recorded" | "held" | "voided";
            /** Format: int32 */
            version: number;
        };
        /** @description The one form of every error (RFC 9457). */
        Problem: {
            /** @description Stable: `inventory.insufficient-stock`. */
            code: string;
            /** Format: uuid */
            correlationId: string;
            /** @description Spanish, for people. */
            detail: string;
            /** @description The member of the request at fault. */
            field?: null | string;
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        PutDailyReportRequest: {
            activity: null | boolean;
        };
        PutDailyReportResponse: {
            activity: boolean;
            /** Format: date */
            date: string;
            facility: string;
            /** Format: int32 */
            version: number;
        };
        ReceiveReportRequest: {
            facility?: null | string;
            folio?: null | string;
            /** Format: uuid */
            id?: null | string;
            missing?: null | string;
        };
        ReceiveReportResponse: {
            number: string;
            /** @enum {string} */
            status: "recibido";
        };
        RecordBatchLine: {
            facility?: null | string;
            folio?: null | string;
            /** Format: uuid */
            id?: null | string;
            /** @enum {null|string} */
            kind?: "individual" | "collective" | null;
            lines?: null | components["schemas"]["LineRequest"][];
            patient?: null | string;
            /** Format: date */
            prescribedOn?: null | string;
            /** Format: date-time */
            presentedAt?: null | string;
            sealedPatient?: null | components["schemas"]["SealedPatient"];
            service?: null | string;
        };
        RecordDeliveryLineRequest: {
            /** Format: int64 */
            line: null | number;
            lots?: null | components["schemas"]["LotRequest"][];
            /** Format: int64 */
            quantity: null | number;
        };
        RecordDeliveryRequest: {
            /** Format: date-time */
            deliveredAt?: null | string;
            lines?: null | components["schemas"]["RecordDeliveryLineRequest"][];
        };
        RecordDeliveryResponse: {
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["OwedLine"][];
            /** Format: uuid */
            prescription: string;
        };
        ReversedDelivery: {
            delivery: components["schemas"]["PrescriptionDelivery"];
            reason: string;
            /** Format: date-time */
            reversedAt: string;
            reversedBy: string;
        };
        ReverseDeliveryRequest: {
            reason: null | string;
        };
        SchedulePageSessionSessionView: {
            /**
             * Format: int64
             * @description Seconds.
             */
            expiresIn: number;
            path: string;
        };
        SealedPatient: {
            data?: null | string;
            ephemeralKey?: null | string;
            iv?: null | string;
            keyId?: null | string;
        };
        SetAsideOperationsSetAsideDiscarded: {
            item: string;
            job: string;
        };
        SetAsideOperationsSetAsideView: {
            error: string;
            /** Format: date-time */
            firstAt: string;
            item: string;
            job: string;
            /** Format: date-time */
            lastAt: string;
            service: string;
            /**
             * Format: int64
             * @description In how many runs it failed.
             */
            times: number;
        };
        SummariseCitizenReportsResponse: {
            /** Format: int64 */
            answered: number;
            code: string;
            /** Format: int64 */
            contradicting: number;
            /** Format: int64 */
            endedWithDelivery: number;
            /** @enum {string} */
            level: "nation" | "state" | "facility";
            /** Format: int64 */
            open: number;
            period: string;
            /** Format: int64 */
            reports: number;
            /** Format: int64 */
            withRecord: number;
        };
        SummarisePrescriptionsResponse: {
            /** Format: int32 */
            complete: number;
            /** Format: date */
            date: string;
            facility: string;
            /** Format: int32 */
            held: number;
            /** Format: int32 */
            notGiven: number;
            /** Format: int64 */
            owedPieces: number;
            /** Format: int32 */
            partial: number;
            /** Format: int32 */
            recorded: number;
            timeZone: string;
            /** Format: int32 */
            voided: number;
        };
        ToDoCount: {
            /** Format: int64 */
            count: number;
            /** @description What waits for the caller: `orders-to-approve`. */
            kind: string;
        };
        VoidPrescriptionRequest: {
            reason: null | string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
