export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        Conservation: {
            /** Format: date-time */
            asOf: null | string;
            /** Format: int64 */
            balances: number;
            /** Format: int64 */
            checked: number;
            /** Format: int64 */
            differences: null | number;
            /** Format: int64 */
            inTransit: number;
            /** Format: int64 */
            pairs: number;
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            resolved: number;
            /** Format: int64 */
            shipped: number;
            /** Format: int64 */
            surplus: number;
            /** Format: int64 */
            transit: number;
        };
        /** @enum {string} */
        DocumentKind: "receipt" | "prescription" | "shipment" | "count" | "adjustment" | "transfer" | "recall";
        DocumentListItem: {
            by: string;
            /** Format: int64 */
            change: number;
            facility: string;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            lines: number;
            number: null | string;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date */
            on: string;
            /** Format: int64 */
            pieces: number;
            /** Format: date-time */
            recordedAt: string;
            reversed: boolean;
            supplier: null | string;
            /** Format: uuid */
            supplyOrder: null | string;
        };
        DocumentView: {
            by: string;
            document: components["schemas"]["JsonElement"];
            facility: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["StockDocumentKind"];
            movements: components["schemas"]["ListMovementsItem"][];
            number: null | string;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
            reversal: null | components["schemas"]["DocumentViewTakenBack"];
            /** Format: uuid */
            shipment: null | string;
            supplier: null | string;
            /** Format: uuid */
            supplyOrder: null | string;
            /** Format: int32 */
            version: number;
        };
        DocumentViewTakenBack: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
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
        ListDiscrepanciesItem: {
            clave: string;
            /** Format: date-time */
            countedApartAt: null | string;
            /** Format: int64 */
            discrepancy: number;
            facility: string;
            /** Format: date-time */
            lastChange: null | string;
            notice: null | string;
            /** Format: date-time */
            since: null | string;
        };
        ListExpiryItem: {
            code: string;
            /** Format: int64 */
            expired: number;
            /** Format: double */
            expiredShare: number;
            /** Format: int64 */
            nearExpiry: number;
            /** Format: int64 */
            onHand: number;
        };
        ListMovementsDocument: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["DocumentKind"];
            /** Format: int32 */
            line: number;
            /** Format: uuid */
            part: null | string;
        };
        ListMovementsItem: {
            assumed: boolean;
            by: string;
            clave: string;
            condition: components["schemas"]["StockCondition"];
            document: components["schemas"]["ListMovementsDocument"];
            /** Format: date */
            expiresOn: string;
            facility: string;
            fundingSource: null | string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            linkedTo: null | string;
            location: string;
            lot: string;
            namedLot: null | string;
            note: null | string;
            /** Format: date-time */
            occurredAt: string;
            /** Format: int64 */
            quantity: number;
            reason: components["schemas"]["Reason"];
            /** Format: date-time */
            recordedAt: string;
        };
        ListRecalledStockItem: {
            /** Format: date-time */
            at: string;
            facility: string;
            /** Format: int64 */
            givenBack: number;
            /** Format: int64 */
            setApart: number;
        };
        ListRecallsItem: {
            by: string;
            clave: string;
            /** Format: int32 */
            facilities: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            liftedAt: null | string;
            lot: string;
            /** Format: int64 */
            pieces: number;
            reason: string;
            /** Format: date-time */
            recalledAt: string;
            scope: null | string;
            /** @enum {string} */
            status: "recalled" | "lifted";
            /** Format: int32 */
            version: number;
        };
        ListShipmentsItem: {
            /** Format: int32 */
            claves: number;
            /** Format: int64 */
            damaged: number;
            /** Format: date-time */
            dispatchedAt: null | string;
            from: string;
            /** Format: int64 */
            good: number;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            inTransit: number;
            /** Format: int32 */
            lines: number;
            number: null | string;
            /** Format: date */
            on: string;
            /** Format: int64 */
            pieces: number;
            /** Format: date-time */
            recordedAt: string;
            /** @enum {string} */
            status: "held" | "dispatched" | "received" | "cancelled";
            /** Format: uuid */
            supplyOrder: null | string;
            to: string;
            /** Format: int32 */
            version: number;
        };
        ListStockItem: {
            clave: string;
            condition: components["schemas"]["StockCondition"];
            expired: boolean;
            /** Format: date */
            expiresOn: string;
            facility: string;
            fundingSource: null | string;
            location: string;
            lot: string;
            /** Format: int64 */
            onHand: number;
            /** Format: int64 */
            reserved: number;
        };
        ListStockSummaryItem: {
            clave: string;
            /** Format: int64 */
            damaged: number;
            /** Format: int64 */
            expired: number;
            /** Format: date */
            firstExpiry: null | string;
            /** Format: int64 */
            inTransit: number;
            /** Format: int32 */
            known: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            reserved: number;
            /** Format: int64 */
            usable: number;
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
        PageOfAuditOperationsAuditView: {
            items: components["schemas"]["AuditOperationsAuditView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfCodeChangeRoutesCodeChangeView: {
            items: components["schemas"]["CodeChangeRoutesCodeChangeView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfDocumentListItem: {
            items: components["schemas"]["DocumentListItem"][];
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
        PageOfListDiscrepanciesItem: {
            items: components["schemas"]["ListDiscrepanciesItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListExpiryItem: {
            items: components["schemas"]["ListExpiryItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListMovementsItem: {
            items: components["schemas"]["ListMovementsItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListRecalledStockItem: {
            items: components["schemas"]["ListRecalledStockItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListRecallsItem: {
            items: components["schemas"]["ListRecallsItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListShipmentsItem: {
            items: components["schemas"]["ListShipmentsItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListStockItem: {
            items: components["schemas"]["ListStockItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListStockSummaryItem: {
            items: components["schemas"]["ListStockSummaryItem"][];
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
        PutAdjustmentAdjusted: {
            clave: string;
            /** Format: date */
            expiresOn: string;
            /** Format: int32 */
            line: number;
            lot: string;
            /** Format: int32 */
            quantity: number;
            reason: string;
        };
        PutAdjustmentLine: {
            clave: null | string;
            condition?: null | components["schemas"]["StockCondition"];
            /** Format: date */
            expiresOn: null | string;
            fundingSource?: null | string;
            location?: null | string;
            lot: null | string;
            /** Format: int64 */
            quantity: null | number;
            reason: null | string;
        };
        PutAdjustmentRequest: {
            facility: null | string;
            lines: null | components["schemas"]["PutAdjustmentLine"][];
            /** Format: date-time */
            occurredAt?: null | string;
            /** Format: date */
            on?: null | string;
        };
        PutAdjustmentResponse: {
            /** Format: date-time */
            adjustedAt: string;
            facility: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutAdjustmentAdjusted"][];
        };
        PutCountCounted: {
            clave: string;
            condition: components["schemas"]["StockCondition"];
            /** Format: int64 */
            difference: number;
            /** Format: date */
            expiresOn: string;
            fundingSource: null | string;
            location: string;
            lot: string;
        };
        PutCountLine: {
            clave: null | string;
            condition?: null | components["schemas"]["StockCondition"];
            /** Format: date */
            expiresOn: null | string;
            fundingSource?: null | string;
            location?: null | string;
            lot: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        PutCountRequest: {
            /** Format: date-time */
            countedAt: null | string;
            facility: null | string;
            lines: null | components["schemas"]["PutCountLine"][];
        };
        PutCountResponse: {
            /** Format: date-time */
            countedAt: string;
            facility: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutCountCounted"][];
        };
        PutRecallRequest: {
            clave: null | string;
            lot: null | string;
            reason: null | string;
            scope?: null | string;
        };
        PutReceiptLine: {
            /** Format: uuid */
            award?: null | string;
            clave: null | string;
            /** Format: date */
            expiresOn: null | string;
            lot: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        PutReceiptRequest: {
            facility: null | string;
            fundingSource: null | string;
            lines: null | components["schemas"]["PutReceiptLine"][];
            /** Format: date-time */
            receivedAt?: null | string;
            /** Format: date */
            receivedOn: null | string;
            supplier: null | string;
            /** Format: uuid */
            supplyOrder: null | string;
        };
        PutReceiptResponse: {
            facility: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutReceiptStored"][];
            number: null | string;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date */
            receivedOn: string;
        };
        PutReceiptStored: {
            clave: string;
            condition: components["schemas"]["StockCondition"];
            /** Format: date */
            expiresOn: string;
            /** Format: int32 */
            line: number;
            lot: string;
            notice: null | string;
            /** Format: int32 */
            quantity: number;
        };
        PutReceptionLine: {
            clave: null | string;
            /** Format: int64 */
            damaged?: null | number;
            /** Format: date */
            expiresOn?: null | string;
            /** Format: int64 */
            good?: null | number;
            lot?: null | string;
            /** Format: int64 */
            missing?: null | number;
            reason?: null | string;
        };
        PutReceptionRequest: {
            lines: null | components["schemas"]["PutReceptionLine"][];
            /** Format: date-time */
            receivedAt?: null | string;
            /** Format: date */
            receivedOn: null | string;
        };
        PutReceptionResponse: {
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutReceptionStored"][];
            /** Format: date */
            receivedOn: string;
            /** Format: uuid */
            shipment: string;
            /** @enum {string} */
            status: "held" | "dispatched" | "received" | "cancelled";
            /** Format: int32 */
            version: number;
        };
        PutReceptionStored: {
            clave: string;
            condition: components["schemas"]["StockCondition"];
            /** Format: int32 */
            damaged: number;
            /** Format: date */
            expiresOn: string;
            /** Format: int32 */
            good: number;
            lot: string;
            notice: null | string;
            /** Format: int32 */
            surplus: number;
        };
        PutResolutionLine: {
            clave: null | string;
            lot: null | string;
            /** @enum {null|string} */
            outcome: "lost" | "returned" | null;
            /** Format: int64 */
            quantity: null | number;
            reason: null | string;
        };
        PutResolutionRequest: {
            lines: null | components["schemas"]["PutResolutionLine"][];
        };
        PutResolutionResponse: {
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutResolutionSettled"][];
            /** Format: uuid */
            shipment: string;
            /** @enum {string} */
            status: "held" | "dispatched" | "received" | "cancelled";
            /** Format: int32 */
            version: number;
        };
        PutResolutionSettled: {
            clave: string;
            lot: string;
            /** @enum {string} */
            outcome: "lost" | "returned";
            /** Format: int32 */
            quantity: number;
            reason: string;
        };
        PutShipmentLine: {
            clave: null | string;
            fundingSource?: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        PutShipmentRequest: {
            /** Format: date-time */
            dispatchedAt?: null | string;
            from: null | string;
            hold: null | boolean;
            lines: null | components["schemas"]["PutShipmentLine"][];
            /** Format: uuid */
            supplyOrder: null | string;
            to: null | string;
        };
        PutTransferLine: {
            clave: null | string;
            /** Format: date */
            expiresOn: null | string;
            from: null | components["schemas"]["PutTransferPlace"];
            lot: null | string;
            /** Format: int64 */
            quantity: null | number;
            to: null | components["schemas"]["PutTransferPlace"];
        };
        PutTransferMoved: {
            clave: string;
            from: components["schemas"]["PutTransferPlace"];
            /** Format: int32 */
            line: number;
            lot: string;
            /** Format: int32 */
            quantity: number;
            to: components["schemas"]["PutTransferPlace"];
        };
        PutTransferPlace: {
            condition?: null | components["schemas"]["StockCondition"];
            fundingSource?: null | string;
            location?: null | string;
        };
        PutTransferRequest: {
            facility: null | string;
            lines: null | components["schemas"]["PutTransferLine"][];
        };
        PutTransferResponse: {
            facility: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutTransferMoved"][];
            /** Format: date-time */
            movedAt: string;
        };
        /** @enum {string} */
        Reason: "receipt" | "dispensed" | "shipped" | "received" | "returned" | "counted" | "adjusted" | "transferred" | "recalled" | "discrepancy" | "reversed" | "recoded" | "corrected";
        RecallView: {
            by: string;
            clave: string;
            /** Format: int32 */
            facilities: number;
            /** Format: uuid */
            id: string;
            lifted: null | components["schemas"]["RecallViewLifting"];
            lot: string;
            nearLots: string[];
            /** Format: int64 */
            pieces: number;
            reason: string;
            /** Format: date-time */
            recalledAt: string;
            scope: null | string;
            /** @enum {string} */
            status: "recalled" | "lifted";
            /** Format: int32 */
            version: number;
        };
        RecallViewLifting: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
        };
        ReceptionLine: {
            clave: string;
            /** Format: int32 */
            damaged: number;
            /** Format: int32 */
            good: number;
            /** Format: int32 */
            missing: number;
            /**
             * Format: int32
             * @description Those of Good that were usable when they arrived. Null: all.
             */
            usable: null | number;
        };
        ReversalRequest: {
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
        ShipmentView: {
            /** Format: date-time */
            dispatchedAt: null | string;
            from: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["ShipmentViewPicked"][];
            movements: null | components["schemas"]["ListMovementsItem"][];
            notice: null | string;
            number: null | string;
            receptions: components["schemas"]["ShipmentViewVisit"][];
            /** Format: date-time */
            recordedAt: null | string;
            resolutions: null | components["schemas"]["ShipmentViewSettlement"][];
            /** @enum {string} */
            status: "held" | "dispatched" | "received" | "cancelled";
            /** Format: uuid */
            supplyOrder: null | string;
            to: string;
            /** Format: int32 */
            version: number;
        };
        ShipmentViewPicked: {
            clave: string;
            /** Format: int32 */
            damaged: number;
            /** Format: date */
            expiresOn: string;
            fundingSource: null | string;
            /** Format: int32 */
            good: number;
            /** Format: int32 */
            inTransit: number;
            /** Format: int32 */
            line: number;
            lot: string;
            /** Format: int32 */
            quantity: number;
            /** Format: int32 */
            resolved: number;
            /** Format: int32 */
            surplus: number;
            /**
             * Format: int32
             * @default 0
             */
            usable: number;
        };
        ShipmentViewSettlement: {
            by: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["PutResolutionSettled"][];
            /** Format: date-time */
            recordedAt: string;
            reversed: boolean;
        };
        ShipmentViewVisit: {
            by: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["ReceptionLine"][];
            /** Format: date */
            receivedOn: string;
            /** Format: date-time */
            recordedAt: string;
            /** @default false */
            reversed: boolean;
        };
        /** @enum {string} */
        StockCondition: "usable" | "quarantine" | "damaged";
        /** @enum {string} */
        StockDocumentKind: "receipt" | "count" | "adjustment" | "transfer" | "reception" | "resolution";
        ToDoCount: {
            /** Format: int64 */
            count: number;
            /** @description What waits for the caller: `orders-to-approve`. */
            kind: string;
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
