/*
  Warnings:

  - You are about to drop the `LoyaltyEntry` table. If the table is not empty, all the data it contains will be lost.
  - Made the column `timezone` on table `Patient` required. This step will fail if there are existing NULL values in that column.
  - Added the required column `updatedAt` to the `UserLocation` table without a default value. This is not possible if the table is not empty.

*/
-- CreateEnum
CREATE TYPE "ConversationStatus" AS ENUM ('open', 'snoozed', 'closed');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('sms', 'mms', 'email');

-- CreateEnum
CREATE TYPE "MessageDirection" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "MessagePriority" AS ENUM ('low', 'normal', 'high', 'urgent');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'received');

-- CreateEnum
CREATE TYPE "MessageType" AS ENUM ('text', 'image', 'appointment_reminder', 'form_link', 'payment_link');

-- CreateEnum
CREATE TYPE "TemplateCategory" AS ENUM ('appointment', 'reminder', 'marketing', 'billing', 'aftercare', 'general');

-- CreateEnum
CREATE TYPE "TemplateChannel" AS ENUM ('sms', 'email', 'both');

-- AlterEnum
ALTER TYPE "AppointmentStatus" ADD VALUE 'NO_SHOW';

-- AlterEnum
ALTER TYPE "InvoiceStatus" ADD VALUE 'REFUNDED';

-- DropIndex
DROP INDEX "Appointment_patientId_idx";

-- DropIndex
DROP INDEX "Shift_locationId_idx";

-- AlterTable
ALTER TABLE "Appointment" ALTER COLUMN "status" SET DEFAULT 'SCHEDULED';

-- RenameColumn
-- Written by hand: Prisma would drop the column and lose the numbers.
ALTER TABLE "Patient" RENAME COLUMN "phoneNumber" TO "phone";

-- Backfill before the column becomes required
UPDATE "Patient" SET "timezone" = 'America/New_York' WHERE "timezone" IS NULL;

-- AlterTable
ALTER TABLE "Patient" ADD COLUMN     "emailOptIn" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "smsOptIn" BOOLEAN NOT NULL DEFAULT true,
ALTER COLUMN "timezone" SET NOT NULL,
ALTER COLUMN "timezone" SET DEFAULT 'America/New_York';

-- AlterTable
ALTER TABLE "UserLocation" ADD COLUMN     "updatedAt" TIMESTAMP(3) NOT NULL;

-- DropTable
DROP TABLE "LoyaltyEntry";

-- DropEnum
DROP TYPE "LoyaltyReason";

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "patientName" TEXT NOT NULL,
    "phoneNumber" TEXT,
    "channel" "MessageChannel" NOT NULL DEFAULT 'sms',
    "status" "ConversationStatus" NOT NULL DEFAULT 'open',
    "priority" "MessagePriority" NOT NULL DEFAULT 'normal',
    "assignedTo" TEXT,
    "locationId" TEXT,
    "subject" TEXT,
    "tags" TEXT[],
    "unreadCount" INTEGER NOT NULL DEFAULT 0,
    "messageCount" INTEGER NOT NULL DEFAULT 0,
    "lastMessageAt" TIMESTAMP(3),
    "lastMessagePreview" TEXT,
    "lastMessageDirection" "MessageDirection",
    "snoozedUntil" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "patientId" TEXT NOT NULL,
    "direction" "MessageDirection" NOT NULL,
    "channel" "MessageChannel" NOT NULL DEFAULT 'sms',
    "type" "MessageType" NOT NULL DEFAULT 'text',
    "status" "MessageStatus" NOT NULL DEFAULT 'queued',
    "body" TEXT NOT NULL,
    "mediaUrls" TEXT[],
    "externalId" TEXT,
    "templateId" TEXT,
    "sentBy" TEXT,
    "cost" DOUBLE PRECISION,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "sentAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),
    "readAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageTemplate" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" "TemplateCategory" NOT NULL DEFAULT 'general',
    "channel" "TemplateChannel" NOT NULL DEFAULT 'sms',
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "variables" TEXT[],
    "language" VARCHAR(10) NOT NULL DEFAULT 'en',
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "isSystem" BOOLEAN NOT NULL DEFAULT false,
    "usageCount" INTEGER NOT NULL DEFAULT 0,
    "lastUsedAt" TIMESTAMP(3),
    "complianceNotes" TEXT NOT NULL DEFAULT 'Reply STOP to opt out; it''s free',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "lastModifiedBy" TEXT,

    CONSTRAINT "MessageTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Conversation_phoneNumber_idx" ON "Conversation"("phoneNumber");

-- CreateIndex
CREATE INDEX "Conversation_status_lastMessageAt_idx" ON "Conversation"("status", "lastMessageAt" DESC);

-- CreateIndex
CREATE INDEX "Conversation_assignedTo_status_idx" ON "Conversation"("assignedTo", "status");

-- CreateIndex
CREATE INDEX "Conversation_locationId_idx" ON "Conversation"("locationId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_patientId_key" ON "Conversation"("patientId");

-- CreateIndex
CREATE INDEX "Message_conversationId_createdAt_idx" ON "Message"("conversationId", "createdAt");

-- CreateIndex
CREATE INDEX "Message_patientId_idx" ON "Message"("patientId");

-- CreateIndex
CREATE INDEX "Message_status_idx" ON "Message"("status");

-- CreateIndex
CREATE UNIQUE INDEX "Message_externalId_key" ON "Message"("externalId");

-- CreateIndex
CREATE INDEX "MessageTemplate_category_isActive_idx" ON "MessageTemplate"("category", "isActive");

-- CreateIndex
CREATE INDEX "MessageTemplate_channel_idx" ON "MessageTemplate"("channel");

-- CreateIndex
CREATE UNIQUE INDEX "MessageTemplate_slug_key" ON "MessageTemplate"("slug");

-- CreateIndex
CREATE INDEX "Appointment_patientId_startTime_idx" ON "Appointment"("patientId", "startTime" DESC);

-- CreateIndex
-- Written by hand: Prisma has no partial indexes.
CREATE INDEX "Appointment_open_idx" ON "Appointment"("practitionerId", "startTime") WHERE "status" IN ('SCHEDULED', 'CONFIRMED', 'ARRIVED');

-- CreateIndex
CREATE INDEX "Shift_locationId_startTime_idx" ON "Shift"("locationId", "startTime");

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
